package attribution

// cutting are the steps that make the pieces of the network's contents.
var cutting = []step{contents, marks, trimmed}

// grouping are the steps that make groups of the pieces, and correct where the parts of an attribution end.
var grouping = []step{
	links,
	enclosure,
	agencyDash,
	innerCue,
	otherParagraphs,
	relativeClause,
	infinitive,
	gloss,
	refusal,
	apposedName,
	relayedSpeakerFirst,
	relayedSpeakerLast,
	quotedBehind,
	quotedBefore,
	remark,
}

// joining are the steps that follow a quotation over paragraphs.
var joining = []step{openBefore, openBetween}

// labelling are the steps that find what layout attributes and no verb does.
var labelling = []step{transcript, headline, signatureBehindDash, signatureInList, signatureBelow, post}
