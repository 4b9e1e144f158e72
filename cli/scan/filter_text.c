/* SPDX-License-Identifier: MIT */
#include "filter_text.h"

#include <stdlib.h>
#include <string.h>

#include "charset.h"

enum { HELD = 1 << 16 /* of a long line, how much is decoded at a time */ };

void ekb_filter_text_init(ekb_filter_text *text, ekb_stage *stage, int redact)
{
    *text = (ekb_filter_text){.stage = stage,
                              .redact = redact,
                              .held = EKB_STRBUF_INIT,
                              .notes = EKB_STRBUF_INIT,
                              .entries = EKB_KEYS_INIT};
}

void ekb_filter_text_release(ekb_filter_text *text)
{
    ekb_redact_state_release(&text->masks);
    ekb_strbuf_release(&text->held);
    ekb_strbuf_release(&text->notes);
    ekb_keys_release(&text->entries);
    free(text->named);
    text->named = NULL;
}

static ekb_strbuf *out_of(const ekb_filter_text *t)
{
    return &t->stage->session->out;
}

/* ---- The line ------------------------------------------------------------------------------ */

/* Is the line written as what is written behind it? */
static int is_own(const ekb_filter_text *t)
{
    const ekb_encoding *shown = &t->stage->session->terminal.encoding;
    int charset = ekb_encoding_is_utf8(shown) ? EKB_SCAN_UTF8 : ekb_charset_named(shown->codeset);
    return charset == (int)t->encoding;
}

static void put_utf8(ekb_filter_text *t, const char *text, size_t length)
{
    ekb_strbuf *out = out_of(t);
    size_t before = out->length;
    if (t->redact)
        ekb_redact_next(&t->masks, text, length, out);
    else
        ekb_strbuf_append(out, text, length);
    ekb_stage_encode(t->stage, before);
}

static void put_decoded(ekb_filter_text *t, size_t length)
{
    ekb_strbuf decoded = EKB_STRBUF_INIT;
    if (t->encoding == EKB_SCAN_UTF8) {
        put_utf8(t, t->held.data, length);
    } else {
        ekb_charset_decode(t->encoding, t->held.data, length, &decoded);
        put_utf8(t, ekb_strbuf_text(&decoded), decoded.length);
        out_of(t)->failed |= decoded.failed;
        ekb_strbuf_release(&decoded);
    }
    t->held.length -= length;
    memmove(t->held.data, t->held.data + length, t->held.length);
}

static void put_bytes(ekb_filter_text *t, const char *bytes, size_t length)
{
    if (!t->redact && t->held.length == 0 && is_own(t)) {
        ekb_strbuf_append(out_of(t), bytes, length);
        return;
    }
    ekb_strbuf_append(&t->held, bytes, length);
    if (!t->held.failed && t->held.length > HELD)
        put_decoded(t, ekb_charset_cut(t->encoding, t->held.data, t->held.length));
}

void ekb_filter_text_part(ekb_filter_text *t, ekb_scan_encoding encoding, const char *bytes, size_t length)
{
    size_t kept = length;
    t->encoding = encoding;
    while (kept > 0 && bytes[kept - 1] == '\r')
        kept--;
    for (; kept > 0 && t->returns > 0; t->returns--) {
        put_bytes(t, "\r", 1);
        ekb_stage_spill(t->stage); /* there may be any number of them */
    }
    put_bytes(t, bytes, kept);
    t->returns += length - kept;
}

/* ---- What is known of it ----------------------------------------------------------------------- */

/* Was the entry named for this line already, with as little doubt? */
static int is_named(ekb_filter_text *t, const char *id, uint64_t line, int surely)
{
    ekb_filter_named *table = ekb_keys_table(&t->entries, t->named, &t->named_room, sizeof *table);
    t->named = table != NULL ? table : t->named;
    size_t number = table != NULL ? ekb_keys_number(&t->entries, id, strlen(id)) : EKB_KEY_NONE;
    if (number == EKB_KEY_NONE) {
        out_of(t)->failed = 1;
        return 1;
    }
    ekb_filter_named last = table[number];
    table[number] = (ekb_filter_named){line, surely};
    return last.line == line && last.surely >= surely;
}

void ekb_filter_text_hit(ekb_filter_text *t, const ekb_scan_hit *hit, uint64_t line)
{
    const ekb_tr_catalog *catalog = t->stage->session->style.catalog;
    const char *id = hit->entries[0].id;
    int is_firm = hit->confidence >= EKB_SCAN_FIRM;
    if (is_named(t, id, line, is_firm && !hit->conflict))
        return;
    ekb_strbuf_printf(&t->notes, "  [errkb: %s %s", id, ekb_stage_entry(t->stage, id)->title);
    if (!is_firm)
        /* TRANSLATORS: behind an entry's title. */
        ekb_strbuf_printf(&t->notes, tr(catalog, " (not certain: %d%%)"), (int)(hit->confidence * 100 + 0.5));
    if (hit->conflict)
        /* TRANSLATORS: behind an entry's title. */
        ekb_strbuf_puts(&t->notes, tr(catalog, " (the text beside the code is another error's)"));
    ekb_strbuf_putc(&t->notes, ']');
}

void ekb_filter_text_end(ekb_filter_text *t)
{
    ekb_strbuf *out = out_of(t);
    out->failed |= t->held.failed;
    if (t->held.length > 0 && !t->held.failed)
        put_decoded(t, t->held.length);
    size_t before = out->length;
    ekb_redact_end_line(&t->masks, out);
    ekb_stage_encode(t->stage, before);
    before = out->length;
    ekb_strbuf_append(out, ekb_strbuf_text(&t->notes), t->notes.length);
    ekb_stage_encode(t->stage, before);
    out->failed |= t->notes.failed;
    ekb_strbuf_putc(out, '\n');
    ekb_strbuf_clear(&t->notes);
    ekb_strbuf_clear(&t->held);
    t->returns = 0;
}
