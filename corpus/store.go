package corpus

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"

	"dictum.example/internal/identity"
)

// A store keeps what an Index knows.
type store interface {
	load(*Index) error
	put([]*identity.Article) error
	remove(articles []string) error
	// putNodes writes what has changed of the nodes, all or nothing.
	putNodes(old, now map[identity.Named]string, aliases map[string]string) error
	close() error
}

// memory keeps nothing.
type memory struct{}

func (memory) load(*Index) error                                                  { return nil }
func (memory) put([]*identity.Article) error                                      { return nil }
func (memory) remove([]string) error                                              { return nil }
func (memory) putNodes(_, _ map[identity.Named]string, _ map[string]string) error { return nil }
func (memory) close() error                                                       { return nil }

// boltStore keeps an index in one file. Each write is a transaction that is on disk
// when it returns.
type boltStore struct{ db *bolt.DB }

// The buckets of the file.
var (
	metaBucket    = []byte("meta")
	articleBucket = []byte("articles") // ID: identity.Article as JSON
	nodeBucket    = []byte("nodes")    // article ID: {entity ID: node} as JSON
	aliasBucket   = []byte("aliases")  // id of a node that was: id of what it is part of
	versionKey    = []byte("version")
)

const (
	indexFile    = "identity.db"
	indexVersion = "1"
	lockTimeout  = time.Second
)

var errVersion = errors.New("made by another version")

func openBolt(dir string) (*boltStore, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	db, err := bolt.Open(filepath.Join(dir, indexFile), 0o644, &bolt.Options{Timeout: lockTimeout})
	if err != nil {
		return nil, err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		for _, name := range [][]byte{metaBucket, articleBucket, nodeBucket, aliasBucket} {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		meta := tx.Bucket(metaBucket)
		if v := meta.Get(versionKey); v != nil && string(v) != indexVersion {
			return fmt.Errorf("%w: %.20q", errVersion, v)
		}
		return meta.Put(versionKey, []byte(indexVersion))
	})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &boltStore{db}, nil
}

func (s *boltStore) load(x *Index) error {
	return s.db.View(func(tx *bolt.Tx) error {
		err := tx.Bucket(articleBucket).ForEach(func(k, v []byte) error {
			a := new(identity.Article)
			if err := json.Unmarshal(v, a); err != nil {
				return fmt.Errorf("article %q: %w", k, err)
			}
			a.Share()
			x.articles[a.ID] = a
			return nil
		})
		if err != nil {
			return err
		}
		err = tx.Bucket(nodeBucket).ForEach(func(k, v []byte) error {
			var nodes map[string]string
			if err := json.Unmarshal(v, &nodes); err != nil {
				return fmt.Errorf("nodes of %q: %w", k, err)
			}
			for e, id := range nodes {
				x.nodes[identity.Named{Article: string(k), Entity: e}] = id
			}
			return nil
		})
		if err != nil {
			return err
		}
		return tx.Bucket(aliasBucket).ForEach(func(k, v []byte) error {
			x.aliases[string(k)] = string(v)
			return nil
		})
	})
}

func (s *boltStore) put(articles []*identity.Article) error {
	return s.db.Update(func(tx *bolt.Tx) error {
		b := tx.Bucket(articleBucket)
		for _, a := range articles {
			v, err := json.Marshal(a)
			if err != nil {
				return err
			}
			if err := b.Put([]byte(a.ID), v); err != nil {
				return fmt.Errorf("article %.80q: %w", a.ID, err)
			}
		}
		return nil
	})
}

func (s *boltStore) remove(articles []string) error {
	return s.db.Update(func(tx *bolt.Tx) error {
		for _, id := range articles {
			if id == "" {
				continue
			}
			if err := errors.Join(tx.Bucket(articleBucket).Delete([]byte(id)), tx.Bucket(nodeBucket).Delete([]byte(id))); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *boltStore) putNodes(old, now map[identity.Named]string, aliases map[string]string) error {
	changed := map[string]bool{}
	for m, id := range now {
		if old[m] != id {
			changed[m.Article] = true
		}
	}
	for m := range old {
		if _, ok := now[m]; !ok {
			changed[m.Article] = true
		}
	}
	nodes := map[string]map[string]string{}
	for m, id := range now {
		if changed[m.Article] {
			if nodes[m.Article] == nil {
				nodes[m.Article] = map[string]string{}
			}
			nodes[m.Article][m.Entity] = id
		}
	}
	return s.db.Update(func(tx *bolt.Tx) error {
		for a := range changed {
			if err := putArticleNodes(tx.Bucket(nodeBucket), a, nodes[a]); err != nil {
				return err
			}
		}
		return putAliases(tx, aliases)
	})
}

// putAliases writes the aliases anew: there are few.
func putAliases(tx *bolt.Tx, aliases map[string]string) error {
	if err := tx.DeleteBucket(aliasBucket); err != nil {
		return err
	}
	b, err := tx.CreateBucket(aliasBucket)
	if err != nil {
		return err
	}
	for old, id := range aliases {
		if err := b.Put([]byte(old), []byte(id)); err != nil {
			return err
		}
	}
	return nil
}

func putArticleNodes(b *bolt.Bucket, article string, nodes map[string]string) error {
	if len(nodes) == 0 {
		return b.Delete([]byte(article))
	}
	v, err := json.Marshal(nodes)
	if err != nil {
		return err
	}
	return b.Put([]byte(article), v)
}

func (s *boltStore) close() error { return s.db.Close() }
