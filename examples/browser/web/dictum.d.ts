/** A text, with what is known of it. */
export interface Article {
	text: string
	id?: string
	title?: string
	url?: string
	/** The day, 2025-07-04, or the time in RFC 3339, from which "on Thursday" is reckoned. */
	published?: string
}

/** A place in the text: bytes of UTF-8 from start up to, not including, end. */
export interface Span {
	start: number
	end: number
	text: string
}

export interface Mention extends Span {
	type: string
	kind: "name" | "nominal" | "pronoun" | "value"
}

export interface Entity {
	id: string
	/** One of the eighteen of OntoNotes, such as PERSON, ORG, GPE, DATE. */
	type: string
	name: string
	gender?: "female" | "male"
	aliases: string[]
	mentions: Mention[]
	roles: Span[]
	/** The id of an entity. */
	affiliation?: string
	/** The item of Wikidata that it most likely is. */
	qid?: string
	qid_confidence?: number
	key?: string
	node?: string
	value?: Record<string, string>
}

export interface Quote {
	kind: "direct" | "mixed" | "indirect"
	text: string
	content: Span[]
	quoted: Span[]
	cue: Span | null
	source: Span | null
	/** The id of an entity. */
	speaker: string | null
	joint: string[]
	speaker_kind: "" | "person" | "unnamed-person" | "unnamed-group" | "organisation" | "document"
	addressee: string | null
	polarity: "" | "affirmed" | "denied" | "declined"
	/** False for a belief, wish or perception. */
	speech: boolean
	node?: string
	nested: Quote[]
	confidence: number
}

export interface When {
	value: string
	means?: Record<string, string>
	words: Span
}

export interface Fact {
	kind: string
	subject: string
	/** The id of an entity, or a place in the text. */
	object: string | Span
	of?: string
	evidence: Span
	polarity: string
	modality: string
	/** The index of the quote that claims it, or null where the article itself does. */
	claim: number | null
	confidence: number
	at?: When
	from?: When
	until?: When
	standing?: "former" | "acting" | "incoming"
}

export interface Participant extends Span {
	entity?: string
	role?: string
}

export interface Event {
	predicate: Span
	lemma: string
	kind?: string
	participants: Participant[]
	places: Participant[]
	date?: When
	amounts?: string[]
	evidence: Span
	polarity: string
	modality: string
	claim: number | null
	confidence: number
}

export interface Document {
	version: number
	id: string
	title?: string
	url?: string
	published?: string
	text: string
	blocks: { start: number; end: number; kind: string }[]
	entities: Entity[]
	quotes: Quote[]
	facts: Fact[]
	events: Event[]
}

export interface Dictum {
	/** Reads an article, or its text alone. It throws an Error where that cannot be read. */
	read(article: string | Article): Document
	/** Reads an article and returns it as a page of HTML, without a script. */
	page(article: string | Article): string
}

/** Loads the library; source is where dictum.wasm.gz is, or what it holds. */
export function load(source?: URL | string | Uint8Array): Promise<Dictum>
