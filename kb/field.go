package kb

// A Field is what somebody or something is known for.
type Field uint8

// The fields. Their numbers stand in table files: add, never reorder.
const (
	NoField Field = iota
	Politics
	Justice    // courts, lawyers, police, crime
	Warfare    // armed forces and groups
	Business   // companies, banks, markets
	Technology // computers, the internet, space
	Science    // research, universities, history
	Medicine   // hospitals, physicians, public health
	Press      // newspapers, broadcasters, journalists
	Literature // books and their authors
	Music      // singers, bands, composers
	Screen     // film, television, theatre
	Art        // painting, architecture, fashion
	Faith      // religions and their clergy
	Royalty    // kings, queens, nobles
	Charity    // activists, charities, international bodies
	Football   // association football
	Gridiron   // American football
	Baseball
	Basketball
	Hockey
	Cricket
	Rugby
	Racing // motor and horse racing, cycling
	Combat // boxing, wrestling, martial arts
	Tennis
	Golf
	Sport // any other sport
	numFields
)

var fieldNames = [numFields]string{
	"none", "politics", "justice", "warfare", "business", "technology", "science", "medicine", "press", "literature",
	"music", "screen", "art", "faith", "royalty", "charity", "football", "gridiron", "baseball", "basketball", "hockey",
	"cricket", "rugby", "racing", "combat", "tennis", "golf", "sport",
}

// String returns the field's name in lower case.
func (f Field) String() string {
	if f < numFields {
		return fieldNames[f]
	}
	return fieldNames[NoField]
}

// Sporting reports whether the field is a sport.
func (f Field) Sporting() bool { return Football <= f && f < numFields }
