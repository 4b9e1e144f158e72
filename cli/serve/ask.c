/* SPDX-License-Identifier: MIT */
#include "ask.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "core/utf8.h"
#include "media.h"
#include "problem.h"

static const char accepted[] = "application/x-www-form-urlencoded, application/json, text/plain";

static int refuse(ekb_exchange *x, ekb_problem problem, const char *key, const char *message,
                  const char *remedy)
{
    ekb_error error;
    ekb_error_set(&error, EKB_ERR_ARG, message, remedy);
    ekb_error_text(&error, "key", key);
    ekb_problem_reply(x, problem, &error);
    return -1;
}

static int refuse_type(ekb_exchange *x)
{
    ekb_error error;
    ekb_error_set(&error, EKB_ERR_ARG, EKB_N_("the body is of no type that is understood here"),
                  EKB_N_("send one of {types}"));
    ekb_error_list(&error, "types", accepted);
    ekb_problem_reply(x, EKB_PROBLEM_TYPE, &error);
    ekb_http_header_add(x->reply, "Accept-Post", accepted);
    return -1;
}

static int refuse_number(ekb_exchange *x, const char *name, size_t least, size_t most)
{
    ekb_error error;
    ekb_error_set(&error, EKB_ERR_ARG, EKB_N_("“{key}” is not a whole number from {least} to {most}"), NULL);
    ekb_error_text(&error, "key", name);
    ekb_error_number(&error, "least", (int64_t)least);
    ekb_error_number(&error, "most", (int64_t)most);
    ekb_problem_reply(x, EKB_PROBLEM_PARAMETER, &error);
    return -1;
}

int ekb_ask_number(ekb_exchange *x, const char *name, size_t least, size_t most, size_t *out)
{
    const ekb_param *param = ekb_params_find(&x->params, name);
    size_t number = 0;
    if (param == NULL || param->length == 0)
        return 0;
    for (size_t i = 0; i < param->length; i++) {
        char digit = param->value[i];
        if (digit < '0' || digit > '9' || number > most)
            return refuse_number(x, name, least, most);
        number = number * 10 + (size_t)(digit - '0');
    }
    if (number < least || number > most)
        return refuse_number(x, name, least, most);
    *out = number;
    return 0;
}

/* ---- Bodies ------------------------------------------------------------------ */

static int has_body(const ekb_exchange *x)
{
    return x->request->method == EKB_HTTP_POST && x->request->body_length > 0;
}

int ekb_ask_read_form(ekb_exchange *x)
{
    if (!has_body(x))
        return 0;
    if (!ekb_media_is(x->request->content_type, "application/x-www-form-urlencoded"))
        return refuse_type(x);
    ekb_target_result result =
        ekb_params_read(&x->params, x->request->body, x->request->body_length, x->arena);
    if (result != EKB_TARGET_OK)
        ekb_problem_reply_target(x, result);
    return result == EKB_TARGET_OK ? 0 : -1;
}

static int read_params(ekb_exchange *x, ekb_ask *out)
{
    const ekb_param *q = ekb_params_find(&x->params, "q");
    if (q != NULL) {
        out->text = q->value;
        out->length = q->length;
    }
    out->lang = ekb_params_text(&x->params, "lang");
    out->product = ekb_params_text(&x->params, "product");
    return ekb_ask_number(x, "limit", 1, EKB_ASK_LIMIT_MOST, &out->limit);
}

static int read_text(ekb_exchange *x, ekb_ask *out)
{
    const ekb_http_request *request = x->request;
    if (ekb_media_has_charset(request->content_type, "utf-8") &&
        ekb_utf8_valid(request->body, request->body_length) != request->body_length)
        return refuse(x, EKB_PROBLEM_UTF8, "", EKB_N_("the body is not the UTF-8 that it says it is"),
                      EKB_N_("leave out the charset to have the encoding recognised"));
    if (read_params(x, out) != 0)
        return -1;
    if (out->text != NULL)
        return refuse(x, EKB_PROBLEM_PARAMETER, "q", EKB_N_("“{key}” is given twice"),
                      EKB_N_("give it once"));
    out->text = request->body;
    out->length = request->body_length;
    return 0;
}

/* A member that is a string, copied: the value does not live as long. */
static int take_text(ekb_exchange *x, const json_t *object, const char *key, const char **out, size_t *length)
{
    const json_t *value = json_object_get(object, key);
    if (value == NULL || json_is_null(value))
        return 0;
    if (!json_is_string(value))
        return refuse(x, EKB_PROBLEM_JSON, key, EKB_N_("“{key}” is not a string"),
                      EKB_N_("write it between quotation marks"));
    *length = json_string_length(value);
    if (strlen(json_string_value(value)) != *length && strcmp(key, "q") != 0)
        return refuse(x, EKB_PROBLEM_PARAMETER, key, EKB_N_("“{key}” has a NUL in it"), NULL);
    *out = ekb_arena_strndup(x->arena, json_string_value(value), *length);
    if (*out == NULL)
        ekb_problem_reply(x, EKB_PROBLEM_UNREADY, NULL);
    return *out == NULL ? -1 : 0;
}

static int take_limit(ekb_exchange *x, const json_t *object, size_t *out)
{
    const json_t *value = json_object_get(object, "limit");
    if (value == NULL || json_is_null(value))
        return 0;
    json_int_t number = json_is_integer(value) ? json_integer_value(value) : 0;
    if (number < 1 || number > EKB_ASK_LIMIT_MOST)
        return refuse_number(x, "limit", 1, EKB_ASK_LIMIT_MOST);
    *out = (size_t)number;
    return 0;
}

static const char *present(const char *text)
{
    return text != NULL && *text != '\0' ? text : NULL;
}

/* The library tells want of memory as it tells bad JSON. A second attempt does
 * not meet with what was a moment's want, and a lasting one is felt here too.
 * @return NULL with `lacking` set, or with the reason. */
static json_t *parse(const ekb_http_request *request, json_error_t *reason, int *lacking)
{
    enum { FLAGS = JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES };
    json_t *object = json_loadb(request->body, request->body_length, FLAGS, reason);
    *lacking = 0;
    if (object != NULL)
        return object;
    void *probe = malloc(request->body_length + 1);
    *lacking = probe == NULL;
    free(probe);
    return *lacking ? NULL : json_loadb(request->body, request->body_length, FLAGS, reason);
}

static int read_json(ekb_exchange *x, ekb_ask *out)
{
    const ekb_http_request *request = x->request;
    json_error_t reason;
    size_t length = 0;
    if (ekb_utf8_valid(request->body, request->body_length) != request->body_length)
        return refuse(x, EKB_PROBLEM_UTF8, "", EKB_N_("the body is not UTF-8, as JSON must be"), NULL);
    int result = -1, lacking = 0;
    json_t *object = parse(request, &reason, &lacking);
    if (lacking)
        ekb_problem_reply(x, EKB_PROBLEM_UNREADY, NULL);
    else if (object == NULL)
        refuse(x, EKB_PROBLEM_JSON, reason.text, EKB_N_("the body is not JSON: {key}"), NULL);
    else if (!json_is_object(object))
        refuse(x, EKB_PROBLEM_JSON, "", EKB_N_("the body is not a JSON object"), NULL);
    else if (take_text(x, object, "q", &out->text, &out->length) == 0 &&
             take_text(x, object, "lang", &out->lang, &length) == 0 &&
             take_text(x, object, "product", &out->product, &length) == 0)
        result = take_limit(x, object, &out->limit);
    json_decref(object);
    out->lang = present(out->lang);
    out->product = present(out->product);
    return result;
}

static int read_body(ekb_exchange *x, ekb_ask *out)
{
    const char *type = x->request->content_type;
    if (!has_body(x) || ekb_media_is(type, "application/x-www-form-urlencoded"))
        return ekb_ask_read_form(x) == 0 ? read_params(x, out) : -1;
    if (ekb_media_is(type, "application/json"))
        return read_json(x, out);
    if (ekb_media_is(type, "text/plain"))
        return read_text(x, out);
    return refuse_type(x);
}

int ekb_ask_read(ekb_exchange *x, ekb_ask *out)
{
    memset(out, 0, sizeof *out);
    if (read_body(x, out) != 0)
        return -1;
    if (out->text == NULL)
        return refuse(x, EKB_PROBLEM_PARAMETER, "q", EKB_N_("“{key}” is missing"),
                      EKB_N_("give what was pasted as q"));
    return 0;
}
