/* SPDX-License-Identifier: MIT */
/* The actions of a cause as a numbered list with hanging indents. */
#include <string.h>

#include "text.h"
#include "wrap.h"

/* Deeper ones stay at this indent, so that a hostile index cannot take the
 * whole width (nor, by recursion, the stack). */
enum { DEEPEST = 24, LEVELS_MOST = 16 };

static void put_actions(ekb_text *text, const ekb_action *actions, size_t count, size_t indent, int level);

/* "2.1." before the text; @return where the text begins. */
static size_t put_number(ekb_text *text, const ekb_action *action, size_t indent)
{
    const char *number = action->number != NULL ? action->number : "";
    if (*number == '\0')
        ekb_text_addf(text, EKB_LOOK_PLAIN, "- ");
    else
        ekb_text_addf(text, EKB_LOOK_PLAIN, strchr(number, '.') != NULL ? "%s " : "%s. ", number);
    return indent + ekb_columns(ekb_strbuf_text(&text->paragraph.text), text->paragraph.text.length);
}

static size_t put_step(ekb_text *text, const ekb_action *action, size_t indent)
{
    size_t inner = put_number(text, action, indent);
    ekb_paragraph_add_inline(&text->paragraph, EKB_LOOK_PLAIN, action->text);
    ekb_text_print(text, indent, inner);
    return inner;
}

static size_t put_remark(ekb_text *text, const ekb_action *action, size_t indent)
{
    ekb_look look = action->type == EKB_ACTION_TIP ? EKB_LOOK_GOOD : EKB_LOOK_DOUBTFUL;
    ekb_text_label(text, look, ekb_label_action(text->catalog, action->type));
    ekb_paragraph_add_inline(&text->paragraph, EKB_LOOK_PLAIN, action->text);
    ekb_text_print(text, indent, indent + 2);
    return indent + 2;
}

static size_t put_command(ekb_text *text, const ekb_action *action, size_t indent)
{
    ekb_paragraph_add_inline(&text->paragraph, EKB_LOOK_PLAIN, action->text);
    ekb_text_print(text, indent, indent);
    ekb_text_command(text, indent + 2, action->argument != NULL ? action->argument : "");
    return indent + 2;
}

static size_t put_link(ekb_text *text, const ekb_action *action, size_t indent)
{
    ekb_text_link(text, indent, action->text, action->argument != NULL ? action->argument : "");
    return indent + 2;
}

/* A procedure is printed once in a document; `*again` tells whether it was before. */
static size_t put_use(ekb_text *text, const ekb_action *action, size_t indent, int *again)
{
    size_t inner = put_number(text, action, indent);
    *again = ekb_seen_before(&text->seen, action->procedure);
    if (*again)
        ekb_text_addf(text, EKB_LOOK_PLAIN, tr(text->catalog, "%s (see above)"), action->text);
    else
        ekb_paragraph_add_inline(&text->paragraph, EKB_LOOK_PLAIN, action->text);
    ekb_text_print(text, indent, inner);
    return inner;
}

/* @return where what belongs to the action begins. */
static size_t put_action(ekb_text *text, const ekb_action *action, size_t indent, int level)
{
    size_t inner = indent;
    int again = 0;
    switch (action->type) {
    case EKB_ACTION_STEP:
        inner = put_step(text, action, indent);
        break;
    case EKB_ACTION_NOTE:
    case EKB_ACTION_TIP:
        inner = put_remark(text, action, indent);
        break;
    case EKB_ACTION_COMMAND:
        inner = put_command(text, action, indent);
        break;
    case EKB_ACTION_LINK:
        inner = put_link(text, action, indent);
        break;
    case EKB_ACTION_USE:
        inner = put_use(text, action, indent, &again);
        break;
    }
    if (!again && level < LEVELS_MOST)
        put_actions(text, action->actions, action->action_count, inner < DEEPEST ? inner : DEEPEST,
                    level + 1);
    return inner;
}

static void put_actions(ekb_text *text, const ekb_action *actions, size_t count, size_t indent, int level)
{
    size_t below = indent; /* the text of the step before: its commands stand under it */
    for (size_t i = 0; i < count; i++) {
        int is_command = actions[i].type == EKB_ACTION_COMMAND;
        size_t inner = put_action(text, &actions[i], is_command ? below : indent, level);
        if (!is_command)
            below = actions[i].number != NULL ? inner : indent;
    }
}

void ekb_text_actions(ekb_text *text, const ekb_action *actions, size_t count, size_t indent)
{
    put_actions(text, actions, count, indent, 0);
}
