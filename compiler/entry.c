/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/error.h"
#include "document.h"
#include "values.h"

/* Longest id: it goes into file names, URLs and terminals. */
#define ID_MAX 200

static const ekbc_name kinds[] = {{"error", EKB_KIND_ERROR},
                                  {"symptom", EKB_KIND_SYMPTOM},
                                  {"checklist", EKB_KIND_CHECKLIST},
                                  {"procedure", EKB_KIND_PROCEDURE},
                                  {NULL, 0}};

static void read_kind(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekb_kind *out = into;
    *out = (ekb_kind)ekbc_name_of(reader, value, kinds, EKB_KIND_ERROR);
}

static void read_severity(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    static const ekbc_name names[] = {{"info", EKB_SEVERITY_INFO},
                                      {"warning", EKB_SEVERITY_WARNING},
                                      {"error", EKB_SEVERITY_ERROR},
                                      {"critical", EKB_SEVERITY_CRITICAL},
                                      {NULL, 0}};
    ekb_severity *out = into;
    *out = (ekb_severity)ekbc_name_of(reader, value, names, EKB_SEVERITY_ERROR);
}

static void read_id(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_entry *entry = into;
    const char *id = "";
    entry->id_place = value->place;
    ekbc_read_word(reader, value, &id);
    const char *slash = strchr(id, '/');
    if (*id == '\0')
        return;
    if (slash == NULL || slash == id || slash[1] == '\0' || strlen(id) > ID_MAX) {
        ekbc_diag_error(
            reader->diags, value->place, EKB_N_("`{id}` is not an id"),
            EKB_N_("write the product, `/` and a name of its own, such as mars/34513; at most {max} "
                   "characters"));
        ekbc_diag_text(reader->diags, "id", id);
        ekbc_diag_number(reader->diags, "max", ID_MAX);
        return;
    }
    entry->id = id;
}

static void read_forms(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    unsigned *out = into;
    *out = ekbc_forms_of(reader, value);
}

static void read_role(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    static const ekbc_name names[] = {{"own", 0}, {"class", 1}, {NULL, 0}};
    int *out = into;
    *out = ekbc_name_of(reader, value, names, 0);
}

static void read_value(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_code *code = into;
    code->place = value->place;
    ekbc_read_quoted(reader, value, &code->value);
}

static void read_space(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_code *code = into;
    code->space_place = value->place;
    ekbc_read_word(reader, value, &code->said_space);
}

static void read_code(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    static const ekbc_field fields[] = {
        {"value", read_value, 0, 1},
        {"space", read_space, 0, 0},
        {"forms", read_forms, offsetof(ekbc_code, said_forms), 0},
        {"role", read_role, offsetof(ekbc_code, role), 0},
    };
    ekbc_code *code = into;
    *code = (ekbc_code){.said_space = "", .space = "", .value = "", .place = value->place};
    ekbc_fields_read(reader, value, fields, sizeof fields / sizeof fields[0], code);
}

static void read_codes(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_entry *entry = into;
    entry->codes = ekbc_list_read(reader, value, sizeof *entry->codes, read_code, &entry->code_count);
}

static void read_messages(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_entry *entry = into;
    entry->messages =
        ekbc_list_read(reader, value, sizeof *entry->messages, ekbc_read_texts, &entry->message_count);
}

static void read_target(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_string *out = into;
    *out = (ekbc_string){"", value->place};
    ekbc_read_word(reader, value, &out->text);
}

static void read_see_also(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_entry *entry = into;
    entry->see_also =
        ekbc_list_read(reader, value, sizeof *entry->see_also, read_target, &entry->see_also_count);
}

static void read_links(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_entry *entry = into;
    entry->links = ekbc_list_read(reader, value, sizeof *entry->links, ekbc_read_link, &entry->link_count);
}

static void read_keywords(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_entry *entry = into;
    if (!ekbc_expect(reader, value, EKBC_MAPPING))
        return;
    entry->keywords = ekbc_keep(reader, value->count, sizeof *entry->keywords);
    if (entry->keywords == NULL)
        return;
    for (const ekbc_yaml *at = value->first; at != NULL; at = at->next) {
        ekbc_keywords *out = &entry->keywords[entry->keyword_count];
        out->lang = ekbc_tag_of(reader, at->key);
        out->items = ekbc_list_read(reader, at, sizeof *out->items, ekbc_read_string, &out->count);
        if (out->lang != NULL)
            entry->keyword_count++;
    }
}

static void read_source(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    static const ekbc_field fields[] = {
        {"title", ekbc_read_string, offsetof(ekbc_entry, source_title), 1},
        {"url", ekbc_read_url, offsetof(ekbc_entry, source_url), 0},
        {"date", ekbc_read_date, offsetof(ekbc_entry, source_date), 0},
    };
    ekbc_fields_read(reader, value, fields, sizeof fields / sizeof fields[0], into);
}

static void read_match(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_entry *entry = into;
    entry->match = ekbc_list_read(reader, value, sizeof *entry->match, ekbc_read_string, &entry->match_count);
}

static void read_reject(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_entry *entry = into;
    entry->reject =
        ekbc_list_read(reader, value, sizeof *entry->reject, ekbc_read_string, &entry->reject_count);
}

static void read_examples(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    static const ekbc_field fields[] = {
        {"match", read_match, 0, 0},
        {"reject", read_reject, 0, 0},
    };
    ekbc_fields_read(reader, value, fields, sizeof fields / sizeof fields[0], into);
}

static const ekbc_field entry_fields[] = {
    {"id", read_id, 0, 1},
    {"kind", read_kind, offsetof(ekbc_entry, kind), 1},
    {"severity", read_severity, offsetof(ekbc_entry, severity), 0},
    {"display", ekbc_read_string, offsetof(ekbc_entry, display), 0},
    {"codes", read_codes, 0, 0},
    {"title", ekbc_read_texts, offsetof(ekbc_entry, title), 1},
    {"detail", ekbc_read_texts, offsetof(ekbc_entry, detail), 0},
    {"messages", read_messages, 0, 0},
    {"causes", ekbc_read_causes, 0, 0},
    {"see_also", read_see_also, 0, 0},
    {"links", read_links, 0, 0},
    {"keywords", read_keywords, 0, 0},
    {"source", read_source, 0, 0},
    {"reviewed", ekbc_read_date, offsetof(ekbc_entry, reviewed), 0},
    {"examples", read_examples, 0, 0},
};

static const ekbc_field procedure_fields[] = {
    {"id", read_id, 0, 1},
    {"kind", read_kind, offsetof(ekbc_entry, kind), 1},
    {"title", ekbc_read_texts, offsetof(ekbc_entry, title), 1},
    {"detail", ekbc_read_texts, offsetof(ekbc_entry, detail), 0},
    {"actions", ekbc_read_steps, 0, 1},
};

static int is_procedure(const ekbc_yaml *root)
{
    const ekbc_yaml *value = root->kind == EKBC_MAPPING ? root->first : NULL;
    while (value != NULL && strcmp(value->key->text, "kind") != 0)
        value = value->next;
    return value != NULL && value->kind == EKBC_SCALAR && strcmp(value->text, "procedure") == 0;
}

/* Where procedures live is part of their id, so that a `use` reads as what it is. */
static void check_id_of_kind(ekbc_reader *reader, ekbc_entry *entry)
{
    const char *local = strchr(entry->id, '/');
    if (local == NULL)
        return;
    int in_procedures = strncmp(local, "/procedures/", 12) == 0 && local[12] != '\0';
    if (entry->kind == EKB_KIND_PROCEDURE && !in_procedures)
        ekbc_diag_error(reader->diags, entry->id_place, EKB_N_("`{id}` is not the id of a procedure"),
                        EKB_N_("write it as mars/procedures/verify-proxy"));
    else if (entry->kind != EKB_KIND_PROCEDURE && in_procedures)
        ekbc_diag_error(reader->diags, entry->id_place, EKB_N_("`{id}` is an id of a procedure"),
                        EKB_N_("say `kind: procedure`, or choose another id"));
    else
        return;
    ekbc_diag_text(reader->diags, "id", entry->id);
    entry->misnamed = 1;
}

void ekbc_entry_read(ekbc_reader *reader, const ekbc_yaml *root, ekbc_entry *out)
{
    int procedure = is_procedure(root);
    const ekbc_field *fields = procedure ? procedure_fields : entry_fields;
    size_t count = procedure ? sizeof procedure_fields / sizeof procedure_fields[0]
                             : sizeof entry_fields / sizeof entry_fields[0];
    size_t errors = reader->diags->errors;
    reader->passed_over = 0;
    *out = (ekbc_entry){.id = "",
                        .display = {.text = ""},
                        .source_title = {.text = ""},
                        .source_url = "",
                        .source_date = "",
                        .reviewed = "",
                        .severity = EKB_SEVERITY_ERROR,
                        .place = root->place,
                        .id_place = root->place};
    if (procedure)
        out->severity = EKB_SEVERITY_INFO;
    ekbc_fields_read(reader, root, fields, count, out);
    check_id_of_kind(reader, out);
    out->broken = reader->passed_over || reader->diags->errors != errors;
}
