/* SPDX-License-Identifier: MIT */
#include "framing.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "config.h"
#include "core/error.h"

static void take_length(ekb_head *head, const char *value)
{
    size_t digits = strspn(value, "0123456789"), number = 0;
    head->lengths++;
    head->bad_length |= digits == 0 || value[digits] != '\0';
    for (size_t i = 0; i < digits; i++)
        number = number > (SIZE_MAX - 9) / 10 ? SIZE_MAX : number * 10 + (size_t)(value[i] - '0');
    head->length = number;
}

/* RFC 9110, 5.6.2: what a name of a field is made of. A space before the colon
 * is how a field is hidden from one of two readers. */
static int is_token(const char *name)
{
    static const char marks[] = "!#$%&'*+-.^_`|~";
    const char *c = name;
    while ((*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z') ||
           (*c != '\0' && strchr(marks, *c) != NULL))
        c++;
    return c > name && *c == '\0';
}

void ekb_head_field(ekb_head *head, const char *name, const char *value)
{
    const char *given = value != NULL ? value : "";
    head->fields++;
    head->bad_name |= !is_token(name);
    if (strcasecmp(name, "Content-Length") == 0) {
        take_length(head, given);
    } else if (strcasecmp(name, "Transfer-Encoding") == 0) {
        head->codings++;
        head->unknown_coding |= strcasecmp(given, "chunked") != 0;
    } else if (strcasecmp(name, "Host") == 0) {
        head->hosts++;
    }
}

int ekb_head_refused(const ekb_head *head, int http10, size_t body_most, ekb_problem *problem, ekb_error *why)
{
    const struct {
        int holds;
        ekb_problem problem;
        const char *message;
    } rules[] = {
        {head->fields > EKB_SERVE_FIELDS_MOST, EKB_PROBLEM_HEADERS,
         EKB_N_("there are more than {most} header fields")},
        {head->bad_name, EKB_PROBLEM_REQUEST, EKB_N_("a header field has a name that is none")},
        {head->hosts == 0 && !http10, EKB_PROBLEM_REQUEST, EKB_N_("Host is missing")},
        {head->lengths > 0 && head->codings > 0, EKB_PROBLEM_REQUEST,
         EKB_N_("Content-Length and Transfer-Encoding contradict each other")},
        {head->lengths > 1, EKB_PROBLEM_REQUEST, EKB_N_("Content-Length is given twice")},
        {head->bad_length, EKB_PROBLEM_REQUEST, EKB_N_("Content-Length is not a number")},
        {head->hosts > 1, EKB_PROBLEM_REQUEST, EKB_N_("Host is given twice")},
        {head->codings > 0 && http10, EKB_PROBLEM_REQUEST, EKB_N_("HTTP/1.0 has no Transfer-Encoding")},
        {head->codings > 1 || head->unknown_coding, EKB_PROBLEM_CODING,
         EKB_N_("a body comes whole or chunked, in no other coding")},
        {head->length > body_most, EKB_PROBLEM_BODY, EKB_N_("a body has at most {most} bytes")},
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (!rules[i].holds)
            continue;
        *problem = rules[i].problem;
        ekb_error_set(why, EKB_ERR_ARG, rules[i].message, NULL);
        ekb_error_number(why, "most",
                         rules[i].problem == EKB_PROBLEM_BODY ? (int64_t)body_most : EKB_SERVE_FIELDS_MOST);
        return 1;
    }
    return 0;
}
