export { AppHeader, type NavigationItem } from './AppHeader';
export { BarTable, type Bar } from './BarTable';
export { Chart } from './Chart';
export { Confirm } from './Confirm';
export { DataTable, LocalTable } from './DataTable';
export { DateField } from './DateField';
export { DateText } from './DateText';
export {
  type DatePart,
  type DateParts,
  type DateProblem,
  dateProblem,
  isoOf,
  lastDay,
  londonDay,
  longDate,
  longMoment,
  noDate,
  partsOf,
} from './dates';
export { EmptyState } from './EmptyState';
export { type Fact, Facts } from './Facts';
export {
  CheckboxesField,
  type Choice,
  LongTextField,
  PasswordField,
  RadiosField,
  SelectField,
  TextField,
} from './fields';
export { FigureCard, FigureCards } from './FigureCard';
export { type ChosenFile, FileField, fileSize } from './FileField';
export { Form, type FormState, SubmitButton } from './Form';
export { ButtonLink, RouterLink } from './links';
export { LoadedPage } from './LoadedPage';
export { type Crumb, Page } from './Page';
export { DeclareContext, type FoundPassage } from './patientdata/passages';
export { type Refusals, type RefusedFile } from './patientdata/RefusedFiles';
export { type Finding, type FindingKind, findPatientData, type HospitalPattern } from './patientdata/finder';
export { Section } from './Section';
export { type StateKind, stateWord, type Tone } from './states';
export { StateTag } from './StateTag';
export { differences, type Piece, plain, wordsApart } from './differences';
export { Marked, type MarkedText, SideBySide, TextsBeside } from './SideBySide';
export { Sparkline } from './Sparkline';
export { SourceLines } from './SourceLines';
export { documentName, documentSlug, lineWords, sourcePath } from './sourceLines';
export { type Column, type Sort, sortText } from './tableRows';
export { SubNavigation } from './SubNavigation';
export type { SubPage } from './subPages';
export { TableDownload } from './TableDownload';
export { type TableView, useFilter, useSettled, useTableView } from './tableView';
export { FilterSelect } from './FilterSelect';
export { useDone } from './notice';
export { useField } from './formContext';
export { type StepPlace, Timeline, type TimelineStep } from './Timeline';
export { TodayContext, useToday } from './Today';
export { Failed, Loaded, Loading } from './Waiting';
export { Why } from './Why';
export { useControlKeys } from './useControlKeys';
