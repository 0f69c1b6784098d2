package main

import "io"

// completionCommand is "dictum completion".
type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Help is what --help adds.
func (*completionCommand) Help() string {
	return `For bash, put it into ~/.local/share/bash-completion/completions/dictum; for zsh, into a file _dictum in a folder of $fpath;
for fish, into ~/.config/fish/completions/dictum.fish.`
}

// completions are what a shell reads. The program itself completes the line that is in COMP_LINE.
var completions = map[string]string{
	"bash": "complete -C dictum dictum\n",
	"zsh":  "#compdef dictum\nautoload -U +X bashcompinit && bashcompinit\ncomplete -C dictum dictum\n",
	"fish": "complete -c dictum -f -a \"(COMP_LINE=(commandline -cp) dictum)\"\n",
}

// Run prints the shell's lines.
func (c *completionCommand) Run(s *std) error {
	_, err := io.WriteString(s.out, completions[c.Shell])
	return err
}
