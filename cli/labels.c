/* SPDX-License-Identifier: MIT */
#include "labels.h"

#include <string.h>

#include "core/error.h"

typedef struct word {
    const char *name, *english;
} word;

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const word kinds[] = {
    {"error", EKB_N_("Error")},
    {"symptom", EKB_N_("Symptom")},
    {"checklist", EKB_N_("Checklist")},
    {"procedure", EKB_N_("Procedure")},
};
static const word severities[] = {
    {"info", EKB_N_("information")},
    {"warning", EKB_N_("warning")},
    {"error", EKB_N_("error")},
    {"critical", EKB_N_("critical")},
};
static const word verdicts[] = {
    {"match", EKB_N_("certain match")},
    {"similar", EKB_N_("similar")},
    {"none", EKB_N_("not known")},
};
static const word evidence[] = {
    {"code", EKB_N_("its code")},      {"message", EKB_N_("its message")},
    {"title", EKB_N_("its title")},    {"keyword", EKB_N_("its keywords")},
    {"example", EKB_N_("an example")}, {"body", EKB_N_("its causes and steps")},
};
static const word nearest[] = {
    {"digits", EKB_N_("similar digits")},
    {"prefix", EKB_N_("same beginning")},
    {"code", EKB_N_("its code")},
    {"text", EKB_N_("similar text")},
};
static const word languages[] = {
    {"en", EKB_N_("English")},
    {"zh-CN", EKB_N_("Chinese (Simplified)")},
    {"zh-TW", EKB_N_("Chinese (Traditional)")},
    {"ja", EKB_N_("Japanese")},
    {"de", EKB_N_("German")},
    {"fr", EKB_N_("French")},
    {"es", EKB_N_("Spanish")},
};
static const word code_severities[] = {
    {"success", EKB_N_("success")},
    {"informational", EKB_N_("information")},
    {"warning", EKB_N_("warning")},
    {"error", EKB_N_("error")},
};

static const char *const conflicts[] = {
    [EKB_CONFLICT_NONE] = "",
    [EKB_CONFLICT_WORDS] = EKB_N_("The code is known, but the words around it are not those of its error."),
    [EKB_CONFLICT_ENTRY] = EKB_N_("The code and the text of what you pasted belong to different errors."),
    [EKB_CONFLICT_OTHER] = EKB_N_("What you pasted speaks of something else, whose error this may be."),
};

static const char *look_up(const ekb_tr_catalog *catalog, const word *words, size_t count, const char *name)
{
    for (size_t i = 0; name != NULL && i < count; i++) {
        if (strcmp(words[i].name, name) == 0)
            return ekb_tr(catalog, words[i].english);
    }
    return name != NULL ? name : "";
}

const char *ekb_label_kind(const ekb_tr_catalog *catalog, ekb_kind kind)
{
    return look_up(catalog, kinds, COUNT(kinds), ekb_kind_name(kind));
}

const char *ekb_label_message(const ekb_tr_catalog *catalog, ekb_kind kind)
{
    return kind == EKB_KIND_ERROR ? tr(catalog, "Message") : ekb_label_kind(catalog, EKB_KIND_SYMPTOM);
}

const char *ekb_label_severity(const ekb_tr_catalog *catalog, ekb_severity severity)
{
    return look_up(catalog, severities, COUNT(severities), ekb_severity_name(severity));
}

const char *ekb_label_verdict(const ekb_tr_catalog *catalog, ekb_verdict verdict)
{
    return look_up(catalog, verdicts, COUNT(verdicts), ekb_verdict_name(verdict));
}

const char *ekb_label_evidence(const ekb_tr_catalog *catalog, const char *by)
{
    return look_up(catalog, evidence, COUNT(evidence), by);
}

const char *ekb_label_nearest(const ekb_tr_catalog *catalog, const char *why)
{
    return look_up(catalog, nearest, COUNT(nearest), why);
}

const char *ekb_label_conflict(const ekb_tr_catalog *catalog, ekb_conflict conflict)
{
    const char *sentence = conflicts[conflict];
    return *sentence != '\0' ? ekb_tr(catalog, sentence) : "";
}

const char *ekb_label_language(const ekb_tr_catalog *catalog, const char *tag)
{
    return look_up(catalog, languages, COUNT(languages), tag);
}

const char *ekb_label_code_severity(const ekb_tr_catalog *catalog, const char *severity)
{
    return look_up(catalog, code_severities, COUNT(code_severities), severity);
}

const char *ekb_label_action(const ekb_tr_catalog *catalog, ekb_action_type type)
{
    static const word actions[] = {{"note", EKB_N_("Note")}, {"tip", EKB_N_("Tip")}};
    if (type != EKB_ACTION_NOTE && type != EKB_ACTION_TIP)
        return NULL;
    return look_up(catalog, actions, COUNT(actions), ekb_action_type_name(type));
}
