-- The errkb index: one SQLite file, read-only once published.
-- SPDX-License-Identifier: MIT
--
-- This file is the reference of the format and what the compiler executes.
-- application_id 0x45524b42 ("ERKB"); user_version is the format number
-- (EKB_INDEX_FORMAT of errkb.h). Readers of the content need only the views
-- at the end; the tables under "Matching" serve the engine. The engine reads
-- some tables without SQLite, by the position of their columns
-- (engine/plan.c): a changed order is a changed format.
--
-- Columns that are mostly NULL stand last: the compiler ends a row before them,
-- as SQLite allows.
--
-- Ids. An entry's id is a number from 1 in the order of its public id (byte
-- order), procedures among them. Parts of an entry have an id that begins
-- with it, so that one range of the key holds them all:
--   message.id = entry << 16 | n           n from 0, in source order
--   node.id    = entry << 16 | n           n from 1, in document order
--   code.id    = entry << 8 | n            n in source order
--   text.id    = entry << 8 | lang
--   *_text.id  = (id of what it belongs to) << 8 | lang

-- Facts about the file: format, id (hash of the content), generator, bytes
-- (recorded size), entries, templates (number of, for idf).
CREATE TABLE meta (
  key TEXT PRIMARY KEY, value ANY NOT NULL
) STRICT, WITHOUT ROWID;

-- Languages of texts, BCP-47. Ids from 1, in byte order of the tag.
CREATE TABLE lang (
  id INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE,
  content INTEGER NOT NULL              -- 1: entries have text in it; 0: messages only
) STRICT;

-- Products. space: name of its own numbering scheme. words: JSON array, how a
-- paste names it. origin: 0 authored, 1 imported. Its entries follow each other:
-- so many from `first` on.
CREATE TABLE product (
  id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, origin INTEGER NOT NULL,
  space TEXT NOT NULL, words TEXT NOT NULL, first INTEGER NOT NULL, entries INTEGER NOT NULL
) STRICT;
CREATE TABLE product_text (             -- id = product << 8 | lang
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL
) STRICT;
CREATE TABLE product_link (             -- id = product << 16 | n
  id INTEGER PRIMARY KEY, url TEXT NOT NULL
) STRICT;
CREATE TABLE product_link_text (        -- id = product_link << 8 | lang
  id INTEGER PRIMARY KEY, title TEXT NOT NULL
) STRICT;

-- Entries and procedures. The public id is that of the product, a slash and
-- `local`; rows are in the byte order of it, so that one is found by halving.
-- kind: 0 error, 1 symptom, 2 checklist, 3 procedure. severity: 0 error,
-- 1 warning, 2 info, 3 critical (0 and 1 take no byte). space, forms, code: its first code, where that
-- is its own, as in `code`; space 0 is that of the product, forms 0 means none,
-- code is NULL where it is `local`.
-- display: NULL where it is that code. source: row of `source`. tree: the entry
-- whose nodes are also this one's, the first that has the same; NULL for one
-- without nodes.
CREATE TABLE entry (
  id INTEGER PRIMARY KEY, product INTEGER NOT NULL, local TEXT NOT NULL,
  kind INTEGER NOT NULL, severity INTEGER NOT NULL,
  space INTEGER NOT NULL, forms INTEGER NOT NULL, code TEXT,
  tree INTEGER, source INTEGER, display TEXT, reviewed TEXT
) STRICT;
CREATE TABLE source (
  id INTEGER PRIMARY KEY, title TEXT NOT NULL, url TEXT NOT NULL, date TEXT NOT NULL
) STRICT;
-- All that an entry says in one language. A row a text would spend more on rows
-- than on matching. title: a text, or the number of characters of `message` that
-- are it; NULL for a language that the entry has no text in, only messages.
-- message: as printed, placeholders as {name}, the first wording. body: what the
-- nodes say, a JSON array by their n: null, a text, or, of causes and of an
-- entry's own links, a title, [text], or [title, text].
CREATE TABLE text (                     -- id = entry << 8 | lang
  id INTEGER PRIMARY KEY, title ANY, message TEXT, body TEXT, detail TEXT
) STRICT;
-- Further wordings. variant: of one item share a number, from 1.
CREATE TABLE message (
  id INTEGER PRIMARY KEY, lang INTEGER NOT NULL, variant INTEGER NOT NULL, text TEXT NOT NULL
) STRICT;

-- Causes, actions and links as a tree in document order. parent: n of the
-- parent node, 0 at the top. type: 0 cause, 1 step, 2 note, 3 tip, 4 command,
-- 5 link, 6 use. argument: command line, URL. target: entry id of the procedure
-- used (also by a cause). label, ref: numbers that are equal where a ref
-- means a label, within one entry; 0 none. A link at the top (parent 0) is one
-- of the entry's own links. Entries whose nodes differ in their texts only share
-- them (entry.tree), unless they use procedures.
CREATE TABLE node (
  id INTEGER PRIMARY KEY, parent INTEGER NOT NULL, type INTEGER NOT NULL,
  argument TEXT, target INTEGER, label INTEGER NOT NULL DEFAULT 0, ref INTEGER NOT NULL DEFAULT 0
) STRICT;
-- Who uses a procedure.
CREATE INDEX node_target ON node (target) WHERE target IS NOT NULL;
CREATE TABLE see_also (
  entry INTEGER NOT NULL, n INTEGER NOT NULL, target TEXT NOT NULL, PRIMARY KEY (entry, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE keyword (
  entry INTEGER NOT NULL, n INTEGER NOT NULL, lang INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (entry, n)
) STRICT, WITHOUT ROWID;
-- Examples that the compiler tried. kind: 1 must match, 0 must not.
CREATE TABLE example (
  entry INTEGER NOT NULL, n INTEGER NOT NULL, kind INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (entry, n)
) STRICT, WITHOUT ROWID;

-- Matching ------------------------------------------------------------------

-- Numbering schemes of codes. Ids from 1, in byte order of the name.
CREATE TABLE space (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL
) STRICT;

-- Codes of entries but for those in `entry`. forms: bits, 1 decimal, 2 hex,
-- 4 signed, 8 symbol, 16 prefixed. role: 0 own, 1 class.
CREATE TABLE code (                     -- id = entry << 8 | n
  id INTEGER PRIMARY KEY, space INTEGER NOT NULL, value TEXT NOT NULL,
  forms INTEGER NOT NULL, role INTEGER NOT NULL
) STRICT;
-- The canonical forms of each (engine/core/code.h tells how a spelling becomes
-- one), by which codes are found, in byte order, several a row. last: the
-- row's last. list: LEB128 numbers and bytes, of each
--   number of its bytes that are new << 1 | several codes,
--   number of bytes that it begins with like the one before, 0 for the first,
--   the new bytes,
--   number of codes, where there are several,
--   of each code, entry's difference to the one before << 1 | n follows, n. A
--     difference is 2 d, or -2 d - 1 where it is negative; the first's is that
--     to 0. n is 0 where none follows.
CREATE TABLE code_canon (
  last TEXT PRIMARY KEY, list BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Texts that a paste is held against, in the order of their entries. A
-- template's id is its number from 1; row r holds the 32 from 32 r + 1 on.
-- entry: that of the row's first. list: of each template, as LEB128 numbers,
--   weight of the first sentence << 2 | several sentences << 1 | guessed label,
--   its label, unless engine/core/label.h tells it from those before in the row:
--     entry's difference to the one before << 3 | kind,
--     which text of the entry it is: of a message its language, or 256 + n of a
--     further wording, of a title its language, keyword.n, example.n, of a node
--     n << 4 | its language << 1, or (n << 8 | its language) << 1 | 1 where
--     that is 8 or more,
--   of each further sentence its weight << 1 | more follow.
-- A weight is the sum of the terms' weights in 1/16 nat.
-- kind: 0 message, 1 title, 2 keyword, 3 example, 4 cause or action.
CREATE TABLE template (
  id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, list BLOB NOT NULL
) STRICT;

-- Terms and their postings, by 48-bit hash (engine/core/token.h), several a
-- row. hash: of the row's last. list: LEB128 numbers, first its difference to
-- the row's first hash, then of each term
--   hash's difference to the one before, 0 for the first,
--   df, the number of templates that have it,
--   their ids, ascending, as differences; where df is more than 255 instead
--     where a list begins among the bytes of all rows of term_list, and its bytes.
CREATE TABLE term (
  hash INTEGER PRIMARY KEY, list BLOB NOT NULL
) STRICT;
-- Long lists (engine/core/postings.h), one behind the other in the order of
-- their terms, cut into rows of 8,150 bytes, which fill a page. id: from 0.
CREATE TABLE term_list (
  id INTEGER PRIMARY KEY, bytes BLOB NOT NULL
) STRICT;

-- What a scan of logs finds errors by (engine/core/anchor.h tells how keys are
-- made). id: part << 20 | n; a part is the bytes of its rows joined. Numbers of
-- more than a byte begin with the lowest.
--   1  LEB128 numbers: words of the filter, anchors, bits of a bucket, bytes of
--      a ref, bits of a message's number, products; of each product the cues by
--      which it prints its codes (engine/core/cue.h).
--   2  Filter of the keys of all canonical codes and prefixes, and of the ways in which
--      numbers begin (all but their lowest 16 bits), words of 8 bytes: word
--      (key >> 32) * words >> 32, in it the bits key, key >> 6, key >> 12 (mod 64).
--   3  Anchors by key: how many each bucket has, LEB128. The leading bits of the
--      key's lower half choose it.
--   4  Of each anchor the upper half of its key.
--   5  Of each anchor its ref: entry << bits | which of its messages, or 0 for a
--      word that is (part of) a symbol among the codes. Which: the language of a
--      first wording, or the number of languages + 1 + n of a further one.
--   6  Of each anchor a byte of what stands beside it (engine/core/side.h): behind it
--      in the lower half, before it in the upper one; 0 where that is not known.
CREATE TABLE scan (
  id INTEGER PRIMARY KEY, data BLOB NOT NULL
) STRICT;

-- Views for readers ---------------------------------------------------------

CREATE VIEW v_id AS                     -- public ids, what the other views say `entry`
  SELECT e.id AS entry, p.slug || '/' || e.local AS id FROM entry e JOIN product p ON p.id = e.product;
CREATE VIEW v_entry AS
  SELECT p.slug || '/' || e.local AS id, p.slug AS product,
         CASE e.kind WHEN 0 THEN 'error' WHEN 1 THEN 'symptom' WHEN 2 THEN 'checklist' ELSE 'procedure' END AS kind,
         CASE e.severity WHEN 0 THEN 'error' WHEN 1 THEN 'warning' WHEN 2 THEN 'info' ELSE 'critical' END AS severity,
         CASE p.origin WHEN 0 THEN 'authored' ELSE 'imported' END AS origin,
         coalesce(e.display, e.code, e.local) AS display, coalesce(e.reviewed, '') AS reviewed, s.title AS source_title, s.url AS source_url, s.date AS source_date
  FROM entry e JOIN product p ON p.id = e.product LEFT JOIN source s ON s.id = e.source;
CREATE VIEW v_title AS
  SELECT i.id AS entry, l.tag AS lang,
         CASE typeof(t.title) WHEN 'integer' THEN substr(t.message, 1, t.title) ELSE t.title END AS title,
         coalesce(t.detail, '') AS detail
  FROM text t JOIN v_id i ON i.entry = t.id >> 8 JOIN lang l ON l.id = t.id & 255
  WHERE t.title IS NOT NULL;
CREATE VIEW v_message AS
  SELECT i.id AS entry, l.tag AS lang, 0 AS variant, t.message AS text
  FROM text t JOIN v_id i ON i.entry = t.id >> 8 JOIN lang l ON l.id = t.id & 255
  WHERE t.message IS NOT NULL
  UNION ALL
  SELECT i.id, l.tag, m.variant, m.text
  FROM message m JOIN v_id i ON i.entry = m.id >> 16 JOIN lang l ON l.id = m.lang;
CREATE VIEW v_example AS
  SELECT i.id AS entry, x.n, CASE x.kind WHEN 1 THEN 'match' ELSE 'reject' END AS kind, x.text
  FROM example x JOIN v_id i ON i.entry = x.entry;
CREATE VIEW v_action AS
  SELECT i.id AS entry, n.id & 65535 AS n, n.parent,
         CASE n.type WHEN 0 THEN 'cause' WHEN 1 THEN 'step' WHEN 2 THEN 'note' WHEN 3 THEN 'tip'
              WHEN 4 THEN 'command' WHEN 5 THEN 'link' ELSE 'use' END AS type,
         n.argument, u.id AS procedure, l.tag AS lang,
         CASE WHEN json_array_length(t.body, '$[' || ((n.id & 65535) - 1) || ']') = 2
              THEN json_extract(t.body, '$[' || ((n.id & 65535) - 1) || '][0]')
              WHEN json_type(t.body, '$[' || ((n.id & 65535) - 1) || ']') = 'text' AND n.parent = 0
              THEN json_extract(t.body, '$[' || ((n.id & 65535) - 1) || ']')
              WHEN t.id IS NOT NULL THEN '' END AS title,
         CASE json_array_length(t.body, '$[' || ((n.id & 65535) - 1) || ']')
              WHEN 2 THEN json_extract(t.body, '$[' || ((n.id & 65535) - 1) || '][1]')
              WHEN 1 THEN json_extract(t.body, '$[' || ((n.id & 65535) - 1) || '][0]')
              ELSE CASE n.parent WHEN 0 THEN '' ELSE json_extract(t.body, '$[' || ((n.id & 65535) - 1) || ']') END
              END AS text
  FROM entry e JOIN v_id i ON i.entry = e.id JOIN node n ON n.id BETWEEN e.tree << 16 AND e.tree << 16 | 65535
       LEFT JOIN v_id u ON u.entry = n.target
       LEFT JOIN text t ON t.id BETWEEN e.id << 8 AND e.id << 8 | 255
                       AND json_extract(t.body, '$[' || ((n.id & 65535) - 1) || ']') IS NOT NULL
       LEFT JOIN lang l ON l.id = t.id & 255;
CREATE VIEW v_coded AS                  -- codes, wherever they stand; id = entry << 8 | n
  SELECT id << 8 AS id, space, coalesce(code, local) AS value, forms, 0 AS role FROM entry WHERE forms > 0
  UNION ALL
  SELECT id, space, value, forms, role FROM code;
-- Canonical forms by SQL: of a number without its leading zeroes, hexadecimal
-- ones decimal, a negative one also as 32 bits where `forms` say hex; of a
-- prefix its letters and its number; of a symbol small letters.
CREATE VIEW v_number AS
  SELECT c.id, c.value LIKE '-%' AS negative,
         (WITH RECURSIVE digit(sum, at) AS
            (SELECT 0, CASE WHEN c.value LIKE '-%' THEN 4 ELSE 3 END
             UNION ALL
             SELECT sum << 4 | instr('123456789abcdef', lower(substr(c.value, at, 1))), at + 1
             FROM digit WHERE at <= length(c.value))
          SELECT printf('%u', sum) FROM digit ORDER BY at DESC LIMIT 1) AS number
  FROM v_coded c WHERE c.forms & 7 AND ltrim(c.value, '-') LIKE '0x_%'
  UNION ALL
  SELECT id, value LIKE '-%', coalesce(nullif(ltrim(value, '-0'), ''), '0')
  FROM v_coded WHERE forms & 7 AND value GLOB '*[0-9]' AND substr(value, 2) NOT GLOB '*[^0-9]*'
                 AND value GLOB '[-0-9]*';
CREATE VIEW v_canon AS
  SELECT id, 'n:' || CASE WHEN negative AND number <> '0' THEN '-' ELSE '' END || number AS canon FROM v_number
  UNION
  SELECT n.id, 'n:' || (4294967296 - n.number & 4294967295) FROM v_number n JOIN v_coded c USING (id)
  WHERE n.negative AND c.forms & 2 AND length(n.number) < 11 AND CAST(n.number AS INTEGER) < 4294967296
  UNION
  SELECT id, 'p:' || lower(rtrim(rtrim(value, '0123456789'), '-_')) || ':' ||
             CAST(substr(value, length(rtrim(value, '0123456789')) + 1) AS INTEGER)
  FROM v_coded WHERE forms & 16 AND value GLOB '[A-Za-z]*[0-9]'
                 AND length(value) - length(rtrim(value, '0123456789')) <= 18
                 AND length(rtrim(value, '0123456789')) - length(rtrim(rtrim(value, '0123456789'), '-_')) <= 1
                 AND length(rtrim(rtrim(value, '0123456789'), '-_')) <= 16
                 AND rtrim(rtrim(value, '0123456789'), '-_') NOT GLOB '*[^A-Za-z]*'
  UNION
  SELECT id, 's:' || lower(value) FROM v_coded WHERE forms & 8;
CREATE VIEW v_code AS
  SELECT i.id AS entry, coalesce(s.name, p.space) AS space, c.value,
         CASE c.role WHEN 0 THEN 'own' ELSE 'class' END AS role, k.canon
  FROM v_canon k JOIN v_coded c ON c.id = k.id JOIN v_id i ON i.entry = c.id >> 8
       JOIN entry e ON e.id = i.entry JOIN product p ON p.id = e.product LEFT JOIN space s ON s.id = c.space;
