package attribution

// cutting are the steps that make the pieces of the network's contents.
var cutting = []step{contents, forgottenMark, marks, trimmed}

// grouping are the steps that make groups of the pieces, and correct where the parts of an attribution end.
var grouping = []step{
	links,
	forgottenSource,
	ownCue,
	ownSubject,
	agreement,
	fusedSource,
	quotedSubject,
	passiveAgents,
	enclosure,
	agencyDash,
	innerCue,
	otherParagraphs,
	relativeClause,
	gloss,
	refusal,
	relayedSpeakerLast,
	interposedSource,
	remark,
}

// joining are the steps that follow a quotation over paragraphs.
var joining = []step{openBefore, openBetween}

// dropping are the steps that take from a quotation what stands between quotation marks and is not said.
var dropping = []step{nameInSource}

// labelling are the steps that find what layout attributes and no verb does.
var labelling = []step{transcript, interview, bareInterview, headline, predicate, signatureBehindDash, signatureBelow, post}
