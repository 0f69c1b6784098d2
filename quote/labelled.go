package quote

// labelled adds what a speaker's label introduces or a signature follows.
func (a *article) labelled() {}
