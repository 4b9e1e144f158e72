/* SPDX-License-Identifier: MIT */
#include "problem.h"

#include "core/error.h"
#include "json_build.h"
#include "site_page.h"

static const struct {
    unsigned status;
    const char *slug;
    const char *title;
} problems[EKB_PROBLEM_COUNT] = {
    [EKB_PROBLEM_REQUEST] = {400, "bad-request", EKB_N_("The request cannot be understood")},
    [EKB_PROBLEM_PARAMETER] = {400, "bad-parameter", EKB_N_("A parameter is missing or wrong")},
    [EKB_PROBLEM_UTF8] = {400, "bad-utf8", EKB_N_("The request is not UTF-8")},
    [EKB_PROBLEM_JSON] = {400, "bad-json", EKB_N_("The body is not the JSON that is expected")},
    [EKB_PROBLEM_LANGUAGE] = {400, "bad-language", EKB_N_("There is no text in this language")},
    [EKB_PROBLEM_ENTRY] = {404, "unknown-entry", EKB_N_("There is no such entry")},
    [EKB_PROBLEM_RESOURCE] = {404, "not-found", EKB_N_("There is nothing at this address")},
    [EKB_PROBLEM_METHOD] = {405, "method-not-allowed", EKB_N_("The method does not go with this address")},
    [EKB_PROBLEM_SLOW] = {408, "too-slow", EKB_N_("The request took too long")},
    [EKB_PROBLEM_BODY] = {413, "too-large", EKB_N_("The body is too large")},
    [EKB_PROBLEM_TARGET] = {414, "target-too-long", EKB_N_("The address is too long")},
    [EKB_PROBLEM_TYPE] = {415, "unsupported-type", EKB_N_("The type of the body is not supported")},
    [EKB_PROBLEM_HEADERS] = {431, "too-many-headers", EKB_N_("There are too many header fields")},
    [EKB_PROBLEM_FAILED] = {500, "failed", EKB_N_("The server failed")},
    [EKB_PROBLEM_CODING] = {501, "unsupported-coding", EKB_N_("The coding of the body is not supported")},
    [EKB_PROBLEM_UNREADY] = {503, "unready", EKB_N_("The server cannot answer now")},
};

unsigned ekb_problem_status(ekb_problem problem)
{
    return problems[problem].status;
}

static const char *translate(void *catalog, const char *english)
{
    const ekb_tr_catalog *const *chosen = catalog;
    return ekb_tr(*chosen, english);
}

/* One of the two texts of an error, with its placeholders filled. */
static void set_rendered(ekb_json *json, json_t *object, const char *key, const ekb_tr_catalog *catalog,
                         const ekb_error *error, const char *text)
{
    char buffer[8 * EKB_ERROR_TEXT] = "";
    ekb_error one = *error;
    if (text == NULL)
        return;
    one.message = text;
    one.remedy = NULL;
    ekb_error_render(&one, translate, &catalog, buffer, sizeof buffer);
    ekb_json_set_text(json, object, key, buffer);
}

static void reply_json(ekb_exchange *x, ekb_problem problem, const ekb_error *why)
{
    ekb_http_reply *reply = x->reply;
    ekb_strbuf type = EKB_STRBUF_INIT;
    ekb_json json = {0};
    json_t *object = ekb_json_object(&json);
    ekb_strbuf_puts(&type, "urn:errkb:problem:");
    ekb_strbuf_puts(&type, problems[problem].slug);
    ekb_json_set_text(&json, object, "type", ekb_strbuf_text(&type));
    ekb_json_set_text(&json, object, "title", tr(x->catalog, problems[problem].title));
    ekb_json_set_number(&json, object, "status", problems[problem].status);
    if (why != NULL) {
        set_rendered(&json, object, "detail", x->catalog, why, why->message);
        set_rendered(&json, object, "remedy", x->catalog, why, why->remedy);
    }
    json.failed |= type.failed;
    ekb_json_write(&json, &reply->body, object, 0);
    reply->type = "application/problem+json";
    ekb_strbuf_release(&type);
}

void ekb_problem_reply(ekb_exchange *x, ekb_problem problem, const ekb_error *why)
{
    ekb_strbuf_clear(&x->reply->body);
    x->reply->lent = NULL;
    x->reply->status = problems[problem].status;
    x->cache = "no-store";
    x->etag = NULL;
    x->answered = 0;
    if (!x->is_page || ekb_page_problem(x, problems[problem].status, why) != 0)
        reply_json(x, problem, why);
}

void ekb_problem_reply_status(ekb_exchange *x, const ekb_error *why)
{
    ekb_problem problem = why->status == EKB_ERR_LANGUAGE ? EKB_PROBLEM_LANGUAGE
                          : why->status == EKB_ERR_ARG    ? EKB_PROBLEM_PARAMETER
                          : why->status == EKB_ERR_NOMEM  ? EKB_PROBLEM_UNREADY
                                                          : EKB_PROBLEM_FAILED;
    /* What an operating system says of a file is not for strangers. */
    ekb_problem_reply(x, problem, problem == EKB_PROBLEM_FAILED ? NULL : why);
}

void ekb_problem_reply_target(ekb_exchange *x, ekb_target_result result)
{
    static const struct {
        ekb_problem problem;
        const char *message, *remedy;
    } refusals[] = {
        [EKB_TARGET_NOMEM] = {EKB_PROBLEM_UNREADY, EKB_N_("out of memory"), NULL},
        [EKB_TARGET_UTF8] = {EKB_PROBLEM_UTF8, EKB_N_("the address or the form has bytes that are no UTF-8"),
                             EKB_N_("encode the text as UTF-8, or send it as the body with Content-Type: "
                                    "text/plain, which may be in any encoding")},
        [EKB_TARGET_NUL] = {EKB_PROBLEM_REQUEST, EKB_N_("the address has a NUL in it"), NULL},
        [EKB_TARGET_FORM] = {EKB_PROBLEM_REQUEST, EKB_N_("the address is not a path"),
                             EKB_N_("begin it with a slash")},
        [EKB_TARGET_MANY] = {EKB_PROBLEM_PARAMETER, EKB_N_("there are more than {most} parameters"), NULL},
        [EKB_TARGET_REPEATED] = {EKB_PROBLEM_PARAMETER, EKB_N_("a parameter is given twice"),
                                 EKB_N_("give it once")},
    };
    ekb_error error;
    ekb_error_set(&error, EKB_ERR_ARG, refusals[result].message, refusals[result].remedy);
    ekb_error_number(&error, "most", EKB_PARAMS_MOST);
    ekb_problem_reply(x, refusals[result].problem, &error);
}
