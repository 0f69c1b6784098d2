// Command hugot runs an encoder by the pure Go backend of
// github.com/knights-analytics/hugot, for the command in the folder above. It is a
// module of its own, so that its dependencies are not those of the library.
//
//	hugot FOLDER
//
// The folder is that of export.py. The commands are those of worker.py; a run
// leaves out the tokenizer and also answers how many pieces it had read.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/knights-analytics/hugot"
	"github.com/knights-analytics/hugot/backends"
	"github.com/knights-analytics/hugot/pipelines"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("hugot: ")
	if len(os.Args) != 2 {
		log.Fatal("want a folder")
	}
	if err := serve(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func serve(folder string) error {
	data, err := os.ReadFile(filepath.Join(folder, "texts.json"))
	if err != nil {
		return err
	}
	var texts []string
	if err := json.Unmarshal(data, &texts); err != nil {
		return err
	}
	var pipeline *pipelines.FeatureExtractionPipeline
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var command string
		if _, err := fmt.Sscan(lines.Text(), &command); err != nil {
			return err
		}
		var a struct {
			Seconds float64 `json:"seconds"`
			Pieces  int     `json:"pieces"`
		}
		start := time.Now()
		switch command {
		case "load":
			session, err := hugot.NewGoSession()
			if err != nil {
				return err
			}
			pipeline, err = hugot.NewPipeline(session, hugot.FeatureExtractionConfig{
				ModelPath: filepath.Join(folder, "hugot"), Name: "encoder", OnnxFilename: "model.onnx",
			})
			if err != nil {
				return err
			}
			if _, _, err := run(pipeline, texts[0]); err != nil {
				return err
			}
			a.Seconds = time.Since(start).Seconds()
		case "run":
			for _, text := range texts {
				took, pieces, err := run(pipeline, text)
				if err != nil {
					return err
				}
				a.Seconds += took.Seconds()
				a.Pieces += pieces
			}
		default:
			return fmt.Errorf("unknown command %q", command)
		}
		if err := json.NewEncoder(os.Stdout).Encode(a); err != nil {
			return err
		}
	}
	return nil
}

// run returns how long the network takes on a text, and its number of pieces.
func run(p *pipelines.FeatureExtractionPipeline, text string) (took time.Duration, pieces int, err error) {
	batch := backends.NewBatch(1)
	defer batch.Destroy()
	if err := p.Preprocess(batch, []string{text}); err != nil {
		return 0, 0, err
	}
	start := time.Now()
	if err := p.Forward(batch); err != nil {
		return 0, 0, err
	}
	return time.Since(start), len(batch.Input[0].TokenIDs), nil
}
