/* SPDX-License-Identifier: MIT */
/* Causes and actions: the remedy of an entry or procedure.
   An action is known by the one key that names its type (`step: …`), so that
   authors write what they mean first; the rest of its keys depend on the type.
   Depth is bounded by the reader, so recursion is too. */
#include <string.h>

#include "core/error.h"
#include "document.h"
#include "values.h"

/* As in schema.sql. */
enum { CAUSE, STEP, NOTE, TIP, COMMAND, LINK, USE };

static void read_actions(ekbc_reader *reader, const ekbc_yaml *value, void *into);

static void read_command(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_node *node = into;
    node->argument_place = value->place;
    ekbc_read_text(reader, value, &node->argument);
    if (node->argument != NULL && strpbrk(node->argument, "\t\r\n") != NULL)
        ekbc_diag_error(reader->diags, value->place, EKB_N_("a command of several lines"),
                        EKB_N_("write one action a line"));
}

static void read_link(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_node *node = into;
    node->argument_place = value->place;
    ekbc_read_url(reader, value, &node->argument);
}

static void read_label(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_node *node = into;
    node->label_place = value->place;
    ekbc_read_word(reader, value, &node->label);
}

static void read_ref(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_node *node = into;
    node->ref_place = value->place;
    ekbc_read_word(reader, value, &node->ref);
}

/* The six types first, in the order of their numbers; then what belongs to them. */
static const ekbc_field action_fields[] = {
    {"step", ekbc_read_texts, offsetof(ekbc_node, text), 0},
    {"note", ekbc_read_texts, offsetof(ekbc_node, text), 0},
    {"tip", ekbc_read_texts, offsetof(ekbc_node, text), 0},
    {"command", read_command, 0, 0},
    {"link", read_link, 0, 0},
    {"use", ekbc_read_word, offsetof(ekbc_node, use), 0},
    {"text", ekbc_read_texts, offsetof(ekbc_node, text), 0},
    {"label", read_label, 0, 0},
    {"ref", read_ref, 0, 0},
    {"actions", read_actions, 0, 0},
};

enum { TEXT_BIT = 1 << 6, LABEL_BIT = 1 << 7, REF_BIT = 1 << 8, ACTIONS_BIT = 1 << 9, TYPE_BITS = 0x3F };

/* What may stand beside the key of each type. */
static const unsigned companions[] = {
    [STEP] = LABEL_BIT | REF_BIT | ACTIONS_BIT,
    [NOTE] = REF_BIT | ACTIONS_BIT,
    [TIP] = REF_BIT | ACTIONS_BIT,
    [COMMAND] = TEXT_BIT,
    [LINK] = TEXT_BIT,
    [USE] = LABEL_BIT,
};

static const char *type_key(int type)
{
    return action_fields[type - STEP].name;
}

static int type_of(unsigned seen)
{
    for (int type = STEP; type <= USE; type++) {
        if ((seen & TYPE_BITS) == 1u << (type - STEP))
            return type;
    }
    return CAUSE;
}

static void check_companions(ekbc_reader *reader, const ekbc_yaml *value, unsigned seen, int type)
{
    unsigned extra = seen & ~(unsigned)TYPE_BITS & ~companions[type];
    for (const ekbc_yaml *at = value->first; extra != 0 && at != NULL; at = at->next) {
        for (size_t i = 6; i < sizeof action_fields / sizeof action_fields[0]; i++) {
            if ((extra >> i & 1) == 0 || strcmp(action_fields[i].name, at->key->text) != 0)
                continue;
            extra &= ~(1u << i);
            ekbc_diag_error(reader->diags, at->key->place, EKB_N_("`{key}` has no place beside `{type}`"),
                            EKB_N_("remove it, or put it into an action of its own"));
            ekbc_diag_text(reader->diags, "key", at->key->text);
            ekbc_diag_text(reader->diags, "type", type_key(type));
        }
    }
}

static void read_action(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_node *node = into;
    node->place = value->place;
    node->type = STEP;
    if (!ekbc_expect(reader, value, EKBC_MAPPING))
        return;
    unsigned seen =
        ekbc_fields_read(reader, value, action_fields, sizeof action_fields / sizeof action_fields[0], node);
    int type = type_of(seen);
    if (type != CAUSE) {
        node->type = type;
        check_companions(reader, value, seen, type);
    } else if ((seen & TYPE_BITS) == 0) {
        ekbc_diag_error(reader->diags, value->place, EKB_N_("an action without its type"),
                        EKB_N_("write one of step, note, tip, command, link and use"));
    } else {
        ekbc_diag_error(
            reader->diags, value->place, EKB_N_("an action of two types"),
            EKB_N_("write an action of its own for each of step, note, tip, command, link and use"));
    }
}

static void read_actions(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_node *node = into;
    node->children = ekbc_list_read(reader, value, sizeof *node->children, read_action, &node->child_count);
}

static void read_cause(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    static const ekbc_field fields[] = {
        {"title", ekbc_read_texts, offsetof(ekbc_node, title), 0},
        {"detail", ekbc_read_texts, offsetof(ekbc_node, text), 0},
        {"actions", read_actions, 0, 0},
        {"use", ekbc_read_word, offsetof(ekbc_node, use), 0},
    };
    enum { ALL_BUT_USE = 7, USE_BIT = 8 };
    ekbc_node *node = into;
    node->place = value->place;
    node->type = CAUSE;
    if (!ekbc_expect(reader, value, EKBC_MAPPING))
        return;
    unsigned seen = ekbc_fields_read(reader, value, fields, sizeof fields / sizeof fields[0], node);
    if ((seen & USE_BIT) != 0 && (seen & ALL_BUT_USE) != 0)
        ekbc_diag_error(reader->diags, value->place,
                        EKB_N_("a cause that is taken from a procedure and has more"),
                        EKB_N_("leave `use` alone in its cause, or put it under `actions`"));
    else if (seen == 0)
        ekbc_diag_error(reader->diags, value->place, EKB_N_("a cause without a title and without actions"),
                        EKB_N_("write `title`, `actions` or `use`"));
}

void ekbc_read_causes(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_entry *entry = into;
    entry->causes = ekbc_list_read(reader, value, sizeof *entry->causes, read_cause, &entry->cause_count);
}

void ekbc_read_steps(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_entry *entry = into;
    ekbc_node *cause = ekbc_keep(reader, 1, sizeof *cause);
    if (cause == NULL)
        return;
    cause->type = CAUSE;
    cause->place = value->place;
    read_actions(reader, value, cause);
    entry->causes = cause;
    entry->cause_count = 1;
}
