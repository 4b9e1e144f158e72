/* SPDX-License-Identifier: MIT */
/* /api/v1/lookup: a paste in, errkb.answer/1 out. */
#include "ask.h"
#include "problem.h"
#include "render.h"
#include "route.h"

static ekb_status look_up(ekb_exchange *x, const ekb_ask *ask, ekb_answer **answer, ekb_error *error)
{
    const ekb_query query = {
        .text = ask->text,
        .length = ask->length,
        .languages = x->languages,
        .language_count = x->language_count,
        .product = ask->product,
        .limit = ask->limit,
    };
    return ekb_lookup(x->handle->engine, &query, answer, error);
}

static ekb_status check(ekb_exchange *x, const ekb_ask *ask, ekb_error *error)
{
    ekb_status status = ekb_exchange_languages(x, ask->lang, error);
    if (status == EKB_OK && ask->product != NULL)
        status = ekb_offer_product(&x->handle->offer, x->handle->engine, ask->product, error);
    return status;
}

void ekb_resource_lookup(ekb_exchange *x)
{
    ekb_ask ask;
    ekb_error error;
    ekb_answer *answer = NULL;
    if (ekb_ask_read(x, &ask) != 0)
        return;
    ekb_status status = check(x, &ask, &error);
    if (status == EKB_OK && x->request->method != EKB_HTTP_POST) {
        ekb_exchange_tag(x);
        if (ekb_exchange_unchanged(x))
            return;
    }
    /* A paste may hold secrets: nothing between here and the reader is to keep it. */
    x->cache = x->request->method == EKB_HTTP_POST ? "no-store" : "private, no-cache";
    if (status == EKB_OK)
        status = look_up(x, &ask, &answer, &error);
    if (status == EKB_OK) {
        const ekb_style style = {.catalog = x->catalog};
        x->answered = 1;
        x->verdict = answer->verdict;
        ekb_render_json.answer(&x->reply->body, &style, x->handle->engine, answer);
        ekb_exchange_json(x);
    } else {
        ekb_problem_reply_status(x, &error);
    }
    ekb_answer_free(answer);
}
