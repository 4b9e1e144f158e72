/* SPDX-License-Identifier: MIT */
#include "error.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Copies as much as fits without cutting a UTF-8 sequence. */
static void copy_text(char *to, const char *from)
{
    size_t n = strlen(from);
    if (n >= EKB_ERROR_TEXT) {
        n = EKB_ERROR_TEXT - 1;
        while (n > 0 && ((unsigned char)from[n] & 0xC0) == 0x80)
            n--;
    }
    memcpy(to, from, n);
    to[n] = '\0';
}

ekb_status ekb_error_set(ekb_error *error, ekb_status status, const char *message, const char *remedy)
{
    if (error != NULL) {
        memset(error, 0, sizeof *error);
        error->status = status;
        error->message = message;
        error->remedy = remedy;
    }
    return status;
}

static ekb_error_arg *next_arg(ekb_error *error, const char *name)
{
    for (size_t i = 0; error != NULL && i < EKB_ERROR_ARGS; i++) {
        if (error->args[i].type == EKB_ARG_NONE) {
            error->args[i].name = name;
            return &error->args[i];
        }
    }
    return NULL;
}

static void add_text(ekb_error *error, const char *name, ekb_arg_type type, const char *text)
{
    ekb_error_arg *arg = next_arg(error, name);
    if (arg == NULL)
        return;
    arg->type = type;
    copy_text(arg->text, text);
}

void ekb_error_text(ekb_error *error, const char *name, const char *text)
{
    add_text(error, name, EKB_ARG_TEXT, text);
}

void ekb_error_list(ekb_error *error, const char *name, const char *text)
{
    add_text(error, name, EKB_ARG_LIST, text);
}

void ekb_error_number(ekb_error *error, const char *name, int64_t number)
{
    ekb_error_arg *arg = next_arg(error, name);
    if (arg == NULL)
        return;
    arg->type = EKB_ARG_NUMBER;
    arg->number = number;
}

void ekb_error_at(ekb_error *error, const char *file, uint32_t line, uint32_t column)
{
    if (error == NULL)
        return;
    if (file != NULL)
        copy_text(error->file, file);
    error->line = line;
    error->column = column;
}

ekb_status ekb_error_nomem(ekb_error *error)
{
    return ekb_error_set(error, EKB_ERR_NOMEM, EKB_N_("out of memory"),
                         EKB_N_("close other programs or raise the memory limit, then try again"));
}

typedef struct writer {
    char *buffer;
    size_t size, length;
} writer;

static void put(writer *w, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++, w->length++)
        if (w->length + 1 < w->size)
            w->buffer[w->length] = bytes[i];
}

static const ekb_error_arg *find_arg(const ekb_error *error, const char *name, size_t n)
{
    for (size_t i = 0; i < EKB_ERROR_ARGS; i++) {
        const ekb_error_arg *arg = &error->args[i];
        if (arg->type != EKB_ARG_NONE && strlen(arg->name) == n && memcmp(arg->name, name, n) == 0)
            return arg;
    }
    return NULL;
}

/* A reason is a text of the catalog too (i18n/reasons.h); a path or a code is not. */
static void put_text(writer *w, const ekb_error_arg *arg, ekb_translate_fn translate, void *context)
{
    int is_reason = translate != NULL && strcmp(arg->name, "reason") == 0;
    const char *text = is_reason ? translate(context, arg->text) : arg->text;
    put(w, text, strlen(text));
}

/* A full-width comma or the like stands between names in Chinese. */
static void put_list(writer *w, const ekb_error_arg *arg, ekb_translate_fn translate, void *context)
{
    static const char comma[] = EKB_N_(", ");
    const char *joint = translate != NULL ? translate(context, comma) : comma;
    const char *text = arg->text;
    for (const char *end = strstr(text, comma); end != NULL; end = strstr(text, comma)) {
        put(w, text, (size_t)(end - text));
        put(w, joint, strlen(joint));
        text = end + sizeof comma - 1;
    }
    put(w, text, strlen(text));
}

static void put_template(writer *w, const ekb_error *error, const char *text, ekb_translate_fn translate,
                         void *context)
{
    while (*text != '\0') {
        const char *end = *text == '{' ? strchr(text, '}') : NULL;
        const ekb_error_arg *arg = end != NULL ? find_arg(error, text + 1, (size_t)(end - text) - 1) : NULL;
        if (arg == NULL) {
            put(w, text++, 1);
            continue;
        }
        if (arg->type == EKB_ARG_TEXT) {
            put_text(w, arg, translate, context);
        } else if (arg->type == EKB_ARG_LIST) {
            put_list(w, arg, translate, context);
        } else {
            char number[24];
            int n = snprintf(number, sizeof number, "%" PRId64, arg->number);
            put(w, number, (size_t)n);
        }
        text = end + 1;
    }
}

size_t ekb_error_render(const ekb_error *error, ekb_translate_fn translate, void *context, char *buffer,
                        size_t size)
{
    writer w = {buffer, size, 0};
    const char *parts[2] = {error != NULL ? error->message : NULL, error != NULL ? error->remedy : NULL};
    for (size_t i = 0; i < 2; i++) {
        if (parts[i] == NULL)
            continue;
        if (i > 0) {
            const char *joint = EKB_N_("; ");
            joint = translate != NULL ? translate(context, joint) : joint;
            put(&w, joint, strlen(joint));
        }
        const char *text = translate != NULL ? translate(context, parts[i]) : parts[i];
        put_template(&w, error, text, translate, context);
    }
    if (size > 0)
        buffer[w.length < size ? w.length : size - 1] = '\0';
    return w.length;
}

size_t ekb_error_english(const ekb_error *error, char *buffer, size_t size)
{
    return ekb_error_render(error, NULL, NULL, buffer, size);
}
