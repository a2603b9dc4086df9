// The parts of Observable Plot that charts draw with; a chart fetches them when it is about to draw.
export { areaY, dot, lineY, plot, ruleY, text, tickY } from '@observablehq/plot';
