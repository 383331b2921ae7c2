// Judges copies of the public log by Go's own libraries: golang.org/x/mod/sumdb/note and tlog, as
// Debian has them (golang-golang-x-mod-dev). Shares no code with Karya.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run log.go COPY OLDER_COPY
//
// A copy is a folder with the files below /tlog, "key", and any number of "*.tlog-proof".
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func need(err error, words string) {
	if err != nil {
		fmt.Println("fault:", words+":", err)
		os.Exit(1)
	}
}

func refuse(err error, words string) {
	if err == nil {
		fmt.Println("fault: taken although", words)
		os.Exit(1)
	}
}

func read(parts ...string) []byte {
	data, err := os.ReadFile(filepath.Join(parts...))
	need(err, "file")
	return data
}

// Files of a copy; Go's own log has the height of its tiles in their paths.
type tiles struct{ folder string }

func (t tiles) Height() int                     { return 8 }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) ReadTiles(wanted []tlog.Tile) (all [][]byte, err error) {
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func hashOf(text string) (hash tlog.Hash) {
	data, err := base64.StdEncoding.DecodeString(text)
	need(err, "hash")
	copy(hash[:], data)
	return hash
}

// The tree that a note is signed over.
func treeOf(signed, key []byte) tlog.Tree {
	verifier, err := note.NewVerifier(strings.TrimSpace(string(key)))
	need(err, "key")
	opened, err := note.Open(signed, note.VerifierList(verifier))
	need(err, "signature")
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	need(err, "size")
	refuse(bent(signed, verifier), "a letter of the checkpoint is another")
	return tlog.Tree{N: size, Hash: hashOf(lines[2])}
}

func bent(signed []byte, verifier note.Verifier) error {
	other := bytes.Replace(signed, []byte("\n"), []byte("0\n"), 1)
	_, err := note.Open(other, note.VerifierList(verifier))
	return err
}

// All entries in order, out of their tiles.
func entriesOf(folder string, size int64) (entries [][]byte) {
	for first := int64(0); first < size; first += 256 {
		tile := tlog.Tile{H: 8, L: 0, N: first / 256, W: int(min(size-first, 256))}
		path := strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
		for data := read(folder, path); len(data) > 0; {
			end := 2 + int(binary.BigEndian.Uint16(data))
			entries = append(entries, data[2:end])
			data = data[end:]
		}
	}
	return entries
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

func checkEntries(folder string, tree tlog.Tree, hashes tlog.HashReader) int {
	entries := entriesOf(folder, tree.N)
	if int64(len(entries)) != tree.N {
		need(fmt.Errorf("%d instead of %d", len(entries), tree.N), "entries")
	}
	for n, entry := range entries {
		path, err := tlog.ProveRecord(tree.N, int64(n), hashes)
		need(err, "path")
		need(tlog.CheckRecord(path, tree.N, tree.Hash, int64(n), tlog.RecordHash(entry)), "entry")
		other := bytes.Replace(entry, []byte(`"turnover":`), []byte(`"turnover":1`), 1)
		refuse(tlog.CheckRecord(path, tree.N, tree.Hash, int64(n), tlog.RecordHash(other)),
			"the figures of an entry are others")
	}
	return len(entries)
}

func checkReceipts(folder string, key []byte) int {
	names, err := filepath.Glob(filepath.Join(folder, "*.tlog-proof"))
	need(err, "receipts")
	for _, name := range names {
		head, signed, _ := strings.Cut(string(read(name)), "\n\n")
		lines := strings.Split(head, "\n")
		entry, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
		need(err, "entry of a receipt")
		n, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
		need(err, "index of a receipt")
		var path tlog.RecordProof
		for _, line := range lines[3:] {
			path = append(path, hashOf(line))
		}
		tree := treeOf([]byte(signed), key)
		need(tlog.CheckRecord(path, tree.N, tree.Hash, n, tlog.RecordHash(entry)), "receipt")
	}
	return len(names)
}

func main() {
	folder, older := os.Args[1], os.Args[2]
	key := read(folder, "key")
	tree := treeOf(read(folder, "checkpoint"), key)
	before := treeOf(read(older, "checkpoint"), key)
	hashes := tlog.TileHashReader(tree, tiles{folder})
	root, err := tlog.TreeHash(tree.N, hashes)
	need(err, "tiles")
	if root != tree.Hash {
		need(fmt.Errorf("%v", root), "root")
	}
	growth, err := tlog.ProveTree(tree.N, before.N, hashes)
	need(err, "growth")
	need(tlog.CheckTree(growth, tree.N, tree.Hash, before.N, before.Hash), "growth")
	refuse(tlog.CheckTree(growth, tree.N, tree.Hash, before.N, tree.Hash),
		"it grew from another tree")
	fmt.Printf("%d entries, grown from %d; %d receipts\n", checkEntries(folder, tree, hashes),
		before.N, checkReceipts(folder, key))
}
