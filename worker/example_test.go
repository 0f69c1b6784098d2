package worker_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dictum.example/extract"
	"dictum.example/worker"
)

func Example() {
	queue, stop := embedded() // elsewhere a server of its own
	defer stop()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()

	x, err := extract.New()
	if err != nil {
		log.Fatal(err)
	}
	if err := worker.Setup(ctx, queue); err != nil {
		log.Fatal(err)
	}
	go worker.New(x, queue, worker.Options{}).Run(ctx)

	const article = `{"id": "a1", "text": "“Every crane has been checked,” Maria Okoye told reporters on Friday."}`
	if err := worker.Publish(ctx, queue, []byte(article)); err != nil {
		log.Fatal(err)
	}

	documents, err := queue.OrderedConsumer(ctx, worker.Documents, jetstream.OrderedConsumerConfig{})
	if err != nil {
		log.Fatal(err)
	}
	m, err := documents.Next()
	if err != nil {
		log.Fatal(err)
	}
	var doc extract.Document
	if err := json.Unmarshal(m.Data(), &doc); err != nil {
		log.Fatal(err)
	}
	for _, q := range doc.Quotes {
		fmt.Println(doc.ID, q.SpeakerText(), q.Kind, q.Text)
	}
	// Output:
	// a1 Maria Okoye direct “Every crane has been checked,”
}

// embedded runs a server in this process.
func embedded() (js jetstream.JetStream, stop func()) {
	dir, err := os.MkdirTemp("", "queue")
	if err != nil {
		log.Fatal(err)
	}
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, JetStream: true, StoreDir: dir, NoSigs: true})
	if err != nil {
		log.Fatal(err)
	}
	s.Start()
	c, err := nats.Connect(s.ClientURL(), nats.RetryOnFailedConnect(true))
	if err != nil {
		log.Fatal(err)
	}
	if js, err = jetstream.New(c); err != nil {
		log.Fatal(err)
	}
	return js, func() {
		c.Close()
		s.Shutdown()
		s.WaitForShutdown()
		os.RemoveAll(dir)
	}
}
