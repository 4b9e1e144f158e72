/* SPDX-License-Identifier: MIT */
#include "stage.h"

#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "core/utf8.h"

enum { MUCH = 1 << 16 };

void ekb_stage_init(ekb_stage *stage, ekb_session *session)
{
    *stage = (ekb_stage){.session = session, .entries = EKB_KEYS_INIT};
}

void ekb_stage_release(ekb_stage *stage)
{
    ekb_keys_release(&stage->entries);
    free(stage->known);
    stage->known = NULL;
}

int ekb_stage_fail(ekb_stage *stage, const ekb_error *error)
{
    if (stage->status == EKB_OK) {
        stage->status = error->status;
        stage->error = *error;
    }
    return 1;
}

static int write_raw(ekb_stage *stage, const ekb_strbuf *text)
{
    ekb_error error;
    if (text->failed) {
        ekb_error_nomem(&error);
        return ekb_stage_fail(stage, &error);
    }
    if (text->length == 0 || stage->reader_gone)
        return stage->reader_gone;
    ekb_status status =
        ekb_terminal_write_raw(ekb_strbuf_text(text), text->length, &stage->reader_gone, &error);
    return status != EKB_OK ? ekb_stage_fail(stage, &error) : stage->reader_gone;
}

int ekb_stage_flush(ekb_stage *stage)
{
    int result = write_raw(stage, &stage->session->out);
    ekb_strbuf_clear(&stage->session->out);
    return result;
}

void ekb_stage_encode(ekb_stage *stage, size_t from)
{
    ekb_strbuf *out = &stage->session->out, converted = EKB_STRBUF_INIT;
    ekb_encoding *encoding = &stage->session->terminal.encoding;
    if (ekb_encoding_is_utf8(encoding) || out->failed || out->length == from)
        return;
    size_t length = out->length - from;
    if (ekb_utf8_valid(out->data + from, length) < length)
        return;
    ekb_encoding_convert(encoding, out->data + from, length, &converted);
    out->length = from;
    ekb_strbuf_append(out, ekb_strbuf_text(&converted), converted.length);
    out->failed |= converted.failed;
    ekb_strbuf_release(&converted);
}

int ekb_stage_show_text(ekb_stage *stage)
{
    ekb_strbuf *out = &stage->session->out, converted = EKB_STRBUF_INIT;
    ekb_encoding *encoding = &stage->session->terminal.encoding;
    if (ekb_encoding_is_utf8(encoding) || out->failed)
        return ekb_stage_flush(stage);
    ekb_encoding_convert(encoding, ekb_strbuf_text(out), out->length, &converted);
    ekb_strbuf_clear(out);
    int result = write_raw(stage, &converted);
    ekb_strbuf_release(&converted);
    return result;
}

int ekb_stage_spill(ekb_stage *stage)
{
    const ekb_strbuf *out = &stage->session->out;
    return out->length > MUCH || out->failed ? ekb_stage_flush(stage) : 0;
}

ekb_status ekb_stage_show(ekb_stage *stage, const char *id, ekb_shown **out)
{
    ekb_error error;
    const ekb_session *session = stage->session;
    ekb_status status =
        ekb_show(session->engine, id, session->style.languages, session->style.language_count, out, &error);
    if (status != EKB_OK)
        ekb_stage_fail(stage, &error);
    return status;
}

static const char *keep(ekb_stage *stage, const char *text)
{
    const char *copy = ekb_arena_strdup(&stage->entries.arena, text);
    stage->session->out.failed |= copy == NULL;
    return copy != NULL ? copy : "";
}

static void learn(ekb_stage *stage, const char *id, ekb_known *known)
{
    ekb_shown *shown = NULL;
    *known = (ekb_known){"", "", "", ""};
    if (ekb_stage_show(stage, id, &shown) != EKB_OK || shown == NULL)
        return;
    known->severity = ekb_severity_name(shown->entry.severity);
    if (shown->entry.content_count > 0) {
        const ekb_content *content = &shown->entry.contents[0];
        known->title = keep(stage, content->title);
        known->product_name = keep(stage, content->product_name);
        known->lang = keep(stage, content->lang);
    }
    ekb_shown_free(shown);
}

const ekb_known *ekb_stage_entry(ekb_stage *stage, const char *id)
{
    static const ekb_known nothing = {"", "", "", ""};
    ekb_known *known = ekb_keys_table(&stage->entries, stage->known, &stage->known_room, sizeof *known);
    size_t number = EKB_KEY_NONE;
    if (known != NULL) {
        stage->known = known;
        number = ekb_keys_number(&stage->entries, id, strlen(id));
    }
    if (number == EKB_KEY_NONE) {
        ekb_error error;
        ekb_error_nomem(&error);
        ekb_stage_fail(stage, &error);
        return &nothing;
    }
    if (known[number].title == NULL)
        learn(stage, id, &known[number]);
    return &known[number];
}
