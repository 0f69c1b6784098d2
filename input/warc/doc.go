// Package warc reads web archives: files of WARC 1.0 and 1.1, plain or compressed with gzip, as
// Common Crawl and the Internet Archive have them.
//
//	r := warc.NewReader(f)
//	for {
//		rec, err := r.Next()
//		if err == io.EOF {
//			break
//		}
//		...
//		page, err := rec.Response() // an answer of HTTP, without its transfer and content encodings
//	}
//
// Nothing is held but the record that is read, so an archive may be of any size. What is in
// a page is left to package input/html. Only the standard library is used.
package warc
