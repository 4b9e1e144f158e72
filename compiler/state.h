/* SPDX-License-Identifier: MIT */
/**
 * @file state.h
 * @brief What one compilation knew of its sources, for the next: a cache.
 *
 * It is of the sources alone, not of the index that was made of them: the
 * documents of each file, the templates of their texts with the postings of
 * terms, the keys of their messages and the canonical forms of their codes. A
 * file that is still the same need then not be read. Whatever is damaged,
 * foreign or written by another compiler counts as not there, and nothing is
 * lost but time. The numbers are in this machine's order of bytes.
 */
#ifndef EKBC_STATE_H
#define EKBC_STATE_H

#include <nettle/sha2.h>

#include "langs.h"
#include "os.h"
#include "scan_keys.h"
#include "templates.h"

/** Where a file's documents come from. */
typedef enum ekbc_how {
    EKBC_READ,     /**< From the file. */
    EKBC_BY_STAMP, /**< From a state, since the file's stamp is the same. */
    EKBC_BY_BYTES  /**< From a state, since the file's bytes are. */
} ekbc_how;

/** A file as it was when it was read. */
typedef struct ekbc_source {
    ekbc_os_stamp stamp;
    unsigned char hash[SHA256_DIGEST_SIZE]; /**< Of its bytes. */
    int stamped, trusted;                   /**< Its stamp is known; and it is that of the state. */
    int fine; /**< Reading it found nothing to say, so that it need not be read again to say it. */
    ekbc_how how;
} ekbc_source;

/** A file of a state, its documents not yet unpacked. */
typedef struct ekbc_state_file {
    const char *path;
    ekbc_source source;
    const unsigned char *body;
    size_t length;
    uint64_t sum; /* of the body */
} ekbc_state_file;

/** Templates of a state, by arrays that lie in its bytes; not yet verified. */
typedef struct ekbc_state_texts {
    size_t entries, templates, terms, postings;
    const uint64_t *term;      /**< By term, ascending. */
    const uint32_t *term_size; /**< How many postings it has. */
    const uint32_t *counts;    /**< By entry: how many templates. */
    const uint32_t *heads;     /**< By template: kind << 16 | number of sentences. */
    const uint32_t *sources;   /**< By template: low half of its `source`. */
    const uint32_t *sentences; /**< By posting: which, over all templates; ascending within a term. */
    const unsigned char *bytes;
    size_t length;
    uint64_t sum; /* of the bytes */
} ekbc_state_texts;

/** Keys of messages (scan_keys.h), by arrays that lie in its bytes; not yet verified. */
typedef struct ekbc_state_keys {
    size_t entries, message_count, count;
    const ekbc_scan_key *items;
    const uint32_t *messages;
    const unsigned char *cues, *sizes;
    const unsigned char *bytes;
    size_t length;
    uint64_t sum; /* of the bytes */
} ekbc_state_keys;

/** A canonical form of a code (canons.h). */
typedef struct ekbc_state_canon {
    uint32_t entry; /**< Its number. */
    uint32_t code;
    uint32_t text; /**< Where it begins among the texts. */
} ekbc_state_canon;

/** All of them in their order, by arrays that lie in its bytes; not yet verified. */
typedef struct ekbc_state_canons {
    uint64_t schemes; /**< ekbc_canons_schemes() of its catalog. */
    size_t count, text_length;
    const ekbc_state_canon *items;
    const unsigned char *texts; /**< Each ends with a NUL. */
    const unsigned char *bytes;
    size_t length;
    uint64_t sum; /* of the bytes */
} ekbc_state_canons;

struct ekbc_state {
    unsigned char *bytes; /* NULL: there is none */
    size_t length;
    int64_t taken; /**< When the files were looked at, in nanoseconds. */
    ekb_arena arena;
    ekbc_langs langs;       /**< Those of the catalog that it was made of. */
    ekbc_state_file *files; /**< By path. */
    size_t file_count;
    ekbc_state_texts texts;
    ekbc_state_keys keys;
    ekbc_state_canons canons;
};

/** Open the state at @p path; an empty one if there is none of use. Lives as
 *  long as what is taken from it. */
void ekbc_state_open(ekbc_state *state, const char *path);
void ekbc_state_release(ekbc_state *state);
/** What it knows of a file; NULL if nothing. */
const ekbc_state_file *ekbc_state_find(const ekbc_state *state, const char *path);
/** Whether a file with this stamp is certainly the one that was read. */
int ekbc_state_trusts(const ekbc_state *state, const ekbc_state_file *file, const ekbc_os_stamp *stamp);

/** Gets the documents of a file. */
typedef struct ekbc_state_visitor {
    void *context;
    void (*product)(void *context, const ekbc_product *product);
    void (*entry)(void *context, const ekbc_entry *entry);
} ekbc_state_visitor;

/**
 * Unpack a file's documents, their places in the file number @p number.
 * @return 1; 0 if the bytes are damaged, then some may have been visited;
 *         -1 without memory.
 */
int ekbc_state_take(const ekbc_state *state, const ekbc_state_file *file, uint32_t number, ekb_arena *arena,
                    const ekbc_state_visitor *visitor);

/** What goes into a state. The catalog is checked and free of errors. */
typedef struct ekbc_state_content {
    const ekbc_catalog *catalog;
    const ekbc_source *sources; /**< By file of the catalog. */
    const ekbc_langs *langs;
    const ekbc_templates *templates;
    const ekbc_scan_keys *scan_keys;
    int64_t taken;
} ekbc_state_content;

/** Write it to @p path, whole or not at all. */
ekb_status ekbc_state_write(const ekbc_state_content *content, const char *path, ekb_error *error);

/** @name Of the format */
/** @{ */
enum { EKBC_STATE_HEADER = 80 };
/** Position of each part of the header. */
enum {
    EKBC_STATE_AT_MAGIC = 0,
    EKBC_STATE_AT_COMPILER = 8,
    EKBC_STATE_AT_LENGTH = 40,
    EKBC_STATE_AT_DIRECTORY = 48,
    EKBC_STATE_AT_SUM = 56, /* of the directory */
    EKBC_STATE_AT_TAKEN = 64,
    EKBC_STATE_AT_HEADER_SUM = 72 /* of all before it */
};
/** Eight bytes; with their order, since they are a number. */
#define EKBC_STATE_MAGIC UINT64_C(0x0A5453424B454B31)
/** A hash of the sources of this compiler, 32 bytes (generated). */
extern const unsigned char ekbc_state_compiler[];
/** A sum against damage; no proof against malice. */
uint64_t ekbc_state_sum(const void *bytes, size_t length);
/** @} */

#endif
