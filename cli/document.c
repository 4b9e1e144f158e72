/* SPDX-License-Identifier: MIT */
/* The parts of a document, between raw text and a format. */
#include "document.h"

#include <string.h>

#include "labels.h"
#include "message.h"

void ekb_document_open(ekb_document *document, ekb_block block, const char *attribute)
{
    document->ops->open(document, block, attribute);
}

void ekb_document_close(ekb_document *document, ekb_block block)
{
    document->ops->close(document, block);
}

static void put_span(ekb_document *document, const char *text, int code, int bold)
{
    ekb_inline_span span = {text, strlen(text), code, bold, NULL, 0};
    if (span.length > 0)
        document->ops->span(document, &span);
}

void ekb_document_text(ekb_document *document, const char *text)
{
    put_span(document, text, 0, 0);
}

void ekb_document_bold(ekb_document *document, const char *text)
{
    put_span(document, text, 0, 1);
}

void ekb_document_code(ekb_document *document, const char *text)
{
    put_span(document, text, 1, 0);
}

void ekb_document_inline(ekb_document *document, const char *text)
{
    const ekb_document_ops *ops = document->ops;
    ekb_inline in;
    ekb_inline_span span;
    const char *open = NULL;
    ekb_inline_begin(&in, text, strlen(text));
    while (ekb_inline_next(&in, &span)) {
        const char *url =
            span.url != NULL && ekb_inline_url_safe(span.url, span.url_length) ? span.url : NULL;
        if (url != open && open != NULL)
            ops->link(document, NULL, 0);
        if (url != open && url != NULL)
            ops->link(document, url, span.url_length);
        open = url;
        ops->span(document, &span);
    }
    if (open != NULL)
        ops->link(document, NULL, 0);
}

void ekb_document_link(ekb_document *document, const char *text, const char *url)
{
    int safe = ekb_inline_url_safe(url, strlen(url));
    if (!safe) {
        ekb_document_text(document, text);
        ekb_document_text(document, " ");
        ekb_document_code(document, url);
        return;
    }
    ekb_strbuf plain = EKB_STRBUF_INIT;
    ekb_inline_plain(&plain, text); /* a link within a link is none */
    document->ops->link(document, url, strlen(url));
    ekb_document_text(document, plain.length > 0 ? plain.data : url);
    document->ops->link(document, NULL, 0);
    document->out->failed |= plain.failed;
    ekb_strbuf_release(&plain);
}

void ekb_document_space_after(ekb_document *document, const char *text)
{
    size_t length = strlen(text);
    if (length > 0 && (unsigned char)text[length - 1] < 0x80)
        ekb_document_text(document, " ");
}

void ekb_document_label(ekb_document *document, const char *label)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    /* TRANSLATORS: a label before some text; Chinese uses its full-width colon, without a space. */
    ekb_strbuf_printf(&text, tr(document->catalog, "%s: "), label);
    ekb_document_bold(document, ekb_strbuf_text(&text));
    document->out->failed |= text.failed;
    ekb_strbuf_release(&text);
}

static void put_bytes(ekb_document *document, const char *text, size_t length, int bold)
{
    ekb_inline_span span = {text, length, 0, bold, NULL, 0};
    document->ops->span(document, &span);
}

void ekb_document_message(ekb_document *document, const char *message, const ekb_hit *hit)
{
    ekb_message_reader reader;
    ekb_message_part part;
    ekb_message_begin(&reader, message, hit);
    while (ekb_message_next(&reader, &part))
        put_bytes(document, part.text, part.length, part.captured);
}

void ekb_document_evidence(ekb_document *document, const ekb_hit *hit)
{
    for (size_t i = 0; i < hit->evidence_count; i++) {
        const ekb_evidence *evidence = &hit->evidence[i];
        if (i > 0)
            ekb_document_text(document, tr(document->catalog, ", "));
        else
            ekb_document_label(document, tr(document->catalog, "Recognised by"));
        ekb_document_text(document, ekb_label_evidence(document->catalog, evidence->by));
        if (strcmp(evidence->by, "code") == 0 || strcmp(evidence->by, "keyword") == 0) {
            ekb_document_text(document, " ");
            ekb_document_code(document, evidence->text);
        }
    }
}

void ekb_document_heading(ekb_document *document, int level, const char *text)
{
    const char number[2] = {(char)('0' + level), '\0'};
    ekb_document_open(document, EKB_BLOCK_HEADING, number);
    ekb_document_text(document, text);
    ekb_document_close(document, EKB_BLOCK_HEADING);
}

void ekb_document_paragraph(ekb_document *document, const char *text)
{
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_inline(document, text);
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
}

void ekb_document_plain(ekb_document *document, ekb_strbuf *text)
{
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_text(document, ekb_strbuf_text(text));
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
    document->out->failed |= text->failed;
    ekb_strbuf_release(text);
}

void ekb_document_link_item(ekb_document *document, const char *text, const char *url)
{
    ekb_document_open(document, EKB_BLOCK_ITEM, NULL);
    ekb_document_open(document, EKB_BLOCK_PARAGRAPH, NULL);
    ekb_document_link(document, text, url);
    ekb_document_close(document, EKB_BLOCK_PARAGRAPH);
    ekb_document_close(document, EKB_BLOCK_ITEM);
}
