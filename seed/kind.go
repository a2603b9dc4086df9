package seed

// Kind is what a finding is about. The list is closed.
type Kind string

const (
	// KindScoreMisprinted: the printed score is not what the scheme gives for the printed level.
	KindScoreMisprinted Kind = "score_misprinted"
	// KindTotalDiffers: the printed total is not the sum of the levels' points.
	KindTotalDiffers Kind = "total_differs"
	// KindMinimumBelowBand: the lowest total lies below the band's floor, as generic profiles may.
	KindMinimumBelowBand Kind = "minimum_below_band"
	// KindTitleDiffers: the contents page and the profile give different titles.
	KindTitleDiffers Kind = "title_differs"
	// KindDashNotation: an en dash where the document mostly has a hyphen.
	KindDashNotation Kind = "dash_notation"
	// KindLevelNotation: options without brackets, stray spaces, or a choice of levels without a dash.
	KindLevelNotation Kind = "level_notation"
	// KindOptionMissing: no option letter where the same descriptor has one elsewhere.
	KindOptionMissing Kind = "option_missing"
	// KindLabelStyle: a field label printed differently from its fellows.
	KindLabelStyle Kind = "label_style"
	// KindMarkup: markup left in the text.
	KindMarkup Kind = "markup"
	// KindNumbering: numbers that jump, repeat or are missing.
	KindNumbering Kind = "numbering"
	// KindSplitRow: a table row cut in two by a page break.
	KindSplitRow Kind = "split_row"
	// KindSplitParagraph: a paragraph cut in two by a line or page break.
	KindSplitParagraph Kind = "split_paragraph"
	// KindDuplicate: the same text twice in one document where once is meant.
	KindDuplicate Kind = "duplicate"
	// KindNearDuplicate: nearly the same text twice in one document.
	KindNearDuplicate Kind = "near_duplicate"
	// KindWrongFactor: the descriptor of another factor.
	KindWrongFactor Kind = "text_under_wrong_factor"
	// KindDescriptorLevel: the descriptor of another level of the factor.
	KindDescriptorLevel Kind = "descriptor_of_other_level"
	// KindHeadingSpelling: a heading spelt in two ways.
	KindHeadingSpelling Kind = "heading_spelling"
	// KindHeadingSpacing: a missing or superfluous space in a heading.
	KindHeadingSpacing Kind = "heading_spacing"
	// KindLevelStyle: a level in figures where others are in words, or after the skill code.
	KindLevelStyle Kind = "level_style"
	// KindRepeatedAspect: the same aspect twice at one level with different texts.
	KindRepeatedAspect Kind = "repeated_aspect"
	// KindWrongAspect: a text that belongs to another aspect of the level.
	KindWrongAspect Kind = "text_under_wrong_aspect"
	// KindIdenticalLevels: the same statement at two levels of an aspect.
	KindIdenticalLevels Kind = "identical_across_levels"
	// KindLevelOrder: the levels of a skill do not stand in order.
	KindLevelOrder Kind = "levels_out_of_order"
	// KindSkillName: a skill code used for something else than its national name.
	KindSkillName Kind = "skill_name"
	// KindSplicedSentence: a sentence with another pasted into its middle.
	KindSplicedSentence Kind = "spliced_sentence"
	// KindRunTogether: words without the space between them.
	KindRunTogether Kind = "run_together"
	// KindDoubledWord: a word, or two forms of it, twice in a row.
	KindDoubledWord Kind = "doubled_word"
	// KindMisspelling: a misspelt word.
	KindMisspelling Kind = "misspelling"
	// KindWrongWord: a real word where another is meant, or a slip of grammar.
	KindWrongWord Kind = "wrong_word"
	// KindHyphenation: a compound with and without its hyphen in one document.
	KindHyphenation Kind = "hyphenation"
	// KindMissingStop: a sentence without its full stop.
	KindMissingStop Kind = "missing_full_stop"
	// KindUnbalancedBracket: a bracket that is never closed or never opened.
	KindUnbalancedBracket Kind = "unbalanced_bracket"
	// KindCutText: text whose beginning or end is lost.
	KindCutText Kind = "cut_text"
	// KindGarbled: text that extraction shifted, repeated or truncated.
	KindGarbled Kind = "garbled_text"
	// KindUnreadable: a field whose value is lost.
	KindUnreadable Kind = "unreadable_value"
	// KindOutdated: a law, body or qualification that has been replaced.
	KindOutdated Kind = "outdated_reference"
	// KindInconsistentName: one post, body or thing under several names.
	KindInconsistentName Kind = "inconsistent_name"
	// KindContradiction: two places of one document that cannot both hold.
	KindContradiction Kind = "contradiction"
	// KindMarksDetached: marks that stand apart from the criteria they belong to.
	KindMarksDetached Kind = "marks_detached"
	// KindMarksLost: criteria whose marks are lost.
	KindMarksLost Kind = "marks_lost"
	// KindHazardFrequency: a hazard that is present without a frequency.
	KindHazardFrequency Kind = "hazard_without_frequency"
	// KindHazardEmpty: a hazard whose boxes are all empty.
	KindHazardEmpty Kind = "hazard_not_stated"
	// KindExtraction: something that the extraction of the text left behind.
	KindExtraction Kind = "extraction_remains"
)

// Kinds lists every kind of finding.
func Kinds() []Kind {
	return []Kind{
		KindScoreMisprinted, KindTotalDiffers, KindMinimumBelowBand, KindTitleDiffers,
		KindDashNotation, KindLevelNotation, KindOptionMissing, KindLabelStyle, KindMarkup,
		KindNumbering, KindSplitRow, KindSplitParagraph, KindDuplicate, KindNearDuplicate,
		KindWrongFactor, KindDescriptorLevel, KindHeadingSpelling, KindHeadingSpacing,
		KindLevelStyle, KindRepeatedAspect, KindWrongAspect, KindIdenticalLevels,
		KindLevelOrder, KindSkillName, KindSplicedSentence, KindRunTogether, KindDoubledWord,
		KindMisspelling, KindWrongWord, KindHyphenation, KindMissingStop, KindUnbalancedBracket, KindCutText,
		KindGarbled, KindUnreadable, KindOutdated, KindInconsistentName, KindContradiction,
		KindMarksDetached, KindMarksLost, KindHazardFrequency, KindHazardEmpty, KindExtraction,
	}
}
