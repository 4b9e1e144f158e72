/* SPDX-License-Identifier: MIT */
/* What the man pages say; options, commands and exit codes are the tables' words. */
#include "pages.h"

#include <string.h>

#include "core/error.h"
#include "options.h"
#include "roff.h"
#include "specs.h"

static const char *const about[] = {
    EKB_N_("errkb finds the remedy for an error. It is given what somebody has seen: a code (`34513`, "
           "`0x1FC07`), a "
           "message in any language, a piece of a log, or a few words about what is wrong. It answers from "
           "an index on "
           "the same machine; nothing is sent anywhere."),
    EKB_N_(
        "The first word may be a command. Without one everything that is no option is looked up; after `--` "
        "everything is text, also a word that is a command or begins with a dash."),
    EKB_N_("What is certain is shown whole, with causes and steps. What is not certain is a list of similar "
           "entries. For "
           "a code that is not known, the nearest known ones and what its structure tells are shown."),
    EKB_N_(
        "Several indexes are searched together. Where two hold the same entry, that of the index named first "
        "counts."),
    NULL,
};

static const ekb_described files[] = {
    {"$XDG_DATA_HOME/errkb/*.ekb", EKB_N_("Indexes of the user.")},
    {"$XDG_DATA_DIRS/errkb/*.ekb", EKB_N_("Indexes of the system.")},
    {"../share/errkb/*.ekb", EKB_N_("Indexes installed beside the program.")},
    {NULL, NULL},
};

static const char *const compiler[] = {
    EKB_N_(
        "errkbc reads the entries under PATH, which people write in YAML, and writes one index that errkb(1) "
        "answers from. It tells every mistake at once, with its place and what to do about it, and tries "
        "the examples of the entries on the new index. Until all is right, an index that was there stays "
        "as it is."),
    EKB_N_("A command may stand behind options. A folder that is called like a command is written with its "
           "place, as in `./check`."),
    NULL,
};

static const char *const library[] = {
    EKB_N_("liberrkb answers what errkb(1) answers, from within a program. The header documents every "
           "function, who "
           "owns what, and how errors are reported."),
    EKB_N_("One engine serves one thread at a time; engines share nothing. The library keeps no global "
           "state, prints "
           "nothing and never ends the process. Any bytes may be looked up."),
    NULL,
};

static const ekb_described functions[] = {
    {"ekb_engine_new, ekb_engine_open, ekb_engine_free", EKB_N_("Open indexes and close them.")},
    {"ekb_engine_index_count, ekb_engine_index", EKB_N_("Tell what is known of each open index.")},
    {"ekb_engine_check", EKB_N_("Verify an index page by page. Slow.")},
    {"ekb_lookup, ekb_answer_free", EKB_N_("Answer what somebody pasted.")},
    {"ekb_find_code", EKB_N_("Visit the entries that have a code, without reading their texts.")},
    {"ekb_show, ekb_shown_free", EKB_N_("Get an entry by its id.")},
    {"ekb_phrases", EKB_N_("Visit the messages and examples of an entry as they are stored.")},
    {"ekb_list, ekb_products", EKB_N_("Visit entries and products.")},
    {"ekb_language_match", EKB_N_("Choose the best of several languages.")},
    {"ekb_error_render, ekb_error_english", EKB_N_("Write an error as text.")},
    {"ekb_kind_name, ekb_severity_name, ekb_origin_name, ekb_action_type_name, ekb_verdict_name",
     EKB_N_("Give the name of a value as JSON has it, always in English.")},
    {"ekb_version", EKB_N_("Give the version of the library that is running.")},
    {NULL, NULL},
};

static const char example[] =
    "#include <errkb/errkb.h>\n"
    "#include <stdio.h>\n"
    "#include <string.h>\n"
    "\n"
    "int main(void)\n"
    "{\n"
    "    ekb_engine *engine = NULL;\n"
    "    ekb_answer *answer = NULL;\n"
    "    ekb_error error;\n"
    "    ekb_query query = EKB_QUERY_INIT;\n"
    "    query.text = \"Error 34506\";\n"
    "    query.length = strlen(query.text);\n"
    "    if (ekb_engine_new(&engine, &error) == EKB_OK &&\n"
    "        ekb_engine_open(engine, \"errkb.ekb\", &error) == EKB_OK &&\n"
    "        ekb_lookup(engine, &query, &answer, &error) == EKB_OK && answer->hit_count > 0)\n"
    "        puts(answer->hits[0].entry->id);\n"
    "    ekb_answer_free(answer);\n"
    "    ekb_engine_free(engine);\n"
    "}\n";

static void put_name(ekb_strbuf *out, const ekb_tr_catalog *catalog, const char *name, const char *summary)
{
    ekb_roff_heading(out, tr(catalog, "Name"));
    ekb_strbuf_printf(out, "%s \\- ", name);
    ekb_roff_plain(out, summary, strlen(summary));
    ekb_strbuf_putc(out, '\n');
}

static void put_paragraphs(ekb_strbuf *out, const ekb_tr_catalog *catalog, const char *const *texts)
{
    for (; *texts != NULL; texts++)
        ekb_roff_paragraph(out, ekb_tr(catalog, *texts));
}

static void put_described(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekb_described *items)
{
    for (; items->name != NULL; items++)
        ekb_roff_item(out, items->name, ekb_tr(catalog, items->text));
}

static void put_see_also(ekb_strbuf *out, const ekb_tr_catalog *catalog, const char *pages)
{
    ekb_roff_heading(out, tr(catalog, "See also"));
    ekb_roff_paragraph(out, pages);
}

/* ---- errkb(1) ------------------------------------------------------------------ */

static void put_command(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekb_command_spec *spec)
{
    ekb_strbuf tag = EKB_STRBUF_INIT;
    ekb_strbuf_puts(&tag, spec->name);
    if (spec->operands[0] != '\0')
        ekb_strbuf_printf(&tag, " %s", ekb_tr(catalog, spec->operands));
    ekb_roff_item(out, ekb_strbuf_text(&tag), ekb_tr(catalog, spec->description));
    out->failed |= tag.failed;
    ekb_strbuf_release(&tag);
}

/* "For the commands: show, list." unless all take it. */
static void put_scope(ekb_strbuf *text, const ekb_tr_catalog *catalog, unsigned commands)
{
    ekb_strbuf names = EKB_STRBUF_INIT;
    if (commands == (1u << EKB_COMMAND_COUNT) - 1u)
        return;
    for (size_t i = 0; i < EKB_COMMAND_COUNT; i++) {
        if ((commands >> ekb_command_specs[i].command & 1u) != 0)
            ekb_strbuf_printf(&names, "%s`%s`", names.length > 0 ? tr(catalog, ", ") : "",
                              ekb_command_specs[i].name);
    }
    /* A full-width stop brings its own space. */
    if (text->length > 0 && (unsigned char)text->data[text->length - 1] < 0x80)
        ekb_strbuf_putc(text, ' ');
    /* TRANSLATORS: the commands that take an option. */
    ekb_strbuf_printf(text, tr(catalog, "For the commands: %s."), ekb_strbuf_text(&names));
    text->failed |= names.failed;
    ekb_strbuf_release(&names);
}

/* With what its help says for these commands. */
static void put_option(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekb_option_spec *spec,
                       const char *help, unsigned commands)
{
    ekb_strbuf tag = EKB_STRBUF_INIT, text = EKB_STRBUF_INIT;
    const char *value = spec->value != NULL ? ekb_tr(catalog, spec->value) : "";
    const char *space = spec->value != NULL ? " " : "";
    if (spec->letter != 0)
        ekb_strbuf_printf(&tag, "-%c%s%s, ", spec->letter, space, value);
    ekb_strbuf_printf(&tag, "--%s%s%s", spec->name, space, value);
    ekb_strbuf_puts(&text, ekb_tr(catalog, help));
    put_scope(&text, catalog, commands);
    ekb_roff_item(out, ekb_strbuf_text(&tag), ekb_strbuf_text(&text));
    out->failed |= tag.failed | text.failed;
    ekb_strbuf_release(&tag);
    ekb_strbuf_release(&text);
}

static void put_options(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekb_option_spec *spec)
{
    unsigned others = spec->commands;
    for (const ekb_option_variant *v = spec->variants; v != NULL && v->commands != 0; v++)
        others &= ~v->commands;
    put_option(out, catalog, spec, spec->help, others);
    for (const ekb_option_variant *v = spec->variants; v != NULL && v->commands != 0; v++)
        put_option(out, catalog, spec, v->help, v->commands);
}

static void put_examples(ekb_strbuf *out, const ekb_tr_catalog *catalog)
{
    ekb_roff_heading(out, tr(catalog, "Examples"));
    for (size_t i = 0; i < EKB_COMMAND_COUNT; i++) {
        for (const ekb_example *at = ekb_command_specs[i].examples; at->command != NULL; at++)
            ekb_roff_item(out, at->command, ekb_tr(catalog, at->text));
    }
}

void ekb_page_errkb(ekb_strbuf *out, const ekb_tr_catalog *catalog)
{
    ekb_roff_begin(out, "errkb", 1, tr(catalog, "errkb manual"));
    put_name(out, catalog, "errkb", ekb_tr(catalog, ekb_program_summary));
    ekb_roff_heading(out, tr(catalog, "Synopsis"));
    ekb_roff_code(out, tr(catalog, "errkb [OPTIONS] [COMMAND] [TEXT…]"));
    ekb_roff_heading(out, tr(catalog, "Description"));
    put_paragraphs(out, catalog, about);
    ekb_roff_heading(out, tr(catalog, "Commands"));
    for (size_t i = 0; i < EKB_COMMAND_COUNT; i++)
        put_command(out, catalog, &ekb_command_specs[i]);
    ekb_roff_heading(out, tr(catalog, "Options"));
    for (size_t i = 0; i < EKB_OPTION_COUNT; i++)
        put_options(out, catalog, &ekb_option_specs[i]);
    put_examples(out, catalog);
    ekb_roff_heading(out, tr(catalog, "Environment"));
    put_described(out, catalog, ekb_environment_specs);
    ekb_roff_heading(out, tr(catalog, "Exit status"));
    put_described(out, catalog, ekb_exit_specs);
    ekb_roff_heading(out, tr(catalog, "Files"));
    put_described(out, catalog, files);
    put_see_also(out, catalog, "**errkbc**(1), **liberrkb**(3)");
}

/* ---- errkbc(1) ----------------------------------------------------------------- */

static void put_compiler_option(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekbc_option_spec *spec)
{
    ekb_strbuf tag = EKB_STRBUF_INIT;
    const char *value = spec->value != NULL ? ekb_tr(catalog, spec->value) : "";
    const char *space = spec->value != NULL ? " " : "";
    if (spec->letter != NULL)
        ekb_strbuf_printf(&tag, "%s%s%s, ", spec->letter, space, value);
    ekb_strbuf_printf(&tag, "%s%s%s", spec->name, space, value);
    ekb_roff_item(out, ekb_strbuf_text(&tag), ekb_tr(catalog, spec->help));
    out->failed |= tag.failed;
    ekb_strbuf_release(&tag);
}

static void put_rows(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekbc_row *row)
{
    for (; row->left != NULL; row++)
        ekb_roff_item(out, ekb_tr(catalog, row->left), ekb_tr(catalog, row->right));
}

void ekb_page_errkbc(ekb_strbuf *out, const ekb_tr_catalog *catalog)
{
    ekb_roff_begin(out, "errkbc", 1, tr(catalog, "errkb manual"));
    put_name(out, catalog, "errkbc", tr(catalog, "compile an error-code knowledge base"));
    ekb_roff_heading(out, tr(catalog, "Synopsis"));
    put_rows(out, catalog, ekbc_usage_specs);
    ekb_roff_heading(out, tr(catalog, "Description"));
    put_paragraphs(out, catalog, compiler);
    ekb_roff_heading(out, tr(catalog, "Options"));
    for (const ekbc_option_spec *spec = ekbc_option_specs; spec->name != NULL; spec++)
        put_compiler_option(out, catalog, spec);
    ekb_roff_heading(out, tr(catalog, "Importing a catalog"));
    ekb_roff_paragraph(out, ekb_tr(catalog, ekbc_import_facts[0]));
    put_rows(out, catalog, ekbc_import_keys);
    ekb_roff_paragraph(out, ekb_tr(catalog, ekbc_import_facts[1]));
    ekb_roff_heading(out, tr(catalog, "Examples"));
    put_rows(out, catalog, ekbc_example_specs);
    ekb_roff_heading(out, tr(catalog, "Exit status"));
    put_rows(out, catalog, ekbc_exit_specs);
    put_see_also(out, catalog, "**errkb**(1), **errkb-kb**(5), **liberrkb**(3)");
}

/* ---- liberrkb(3) --------------------------------------------------------------- */

void ekb_page_liberrkb(ekb_strbuf *out, const ekb_tr_catalog *catalog)
{
    ekb_roff_begin(out, "liberrkb", 3, tr(catalog, "errkb manual"));
    put_name(out, catalog, "liberrkb", tr(catalog, "look up errors from within a program"));
    ekb_roff_heading(out, tr(catalog, "Synopsis"));
    ekb_roff_code(out, "#include <errkb/errkb.h>\n\ncc program.c $(pkg-config --cflags --libs errkb)");
    ekb_roff_heading(out, tr(catalog, "Description"));
    put_paragraphs(out, catalog, library);
    ekb_roff_heading(out, tr(catalog, "Functions"));
    put_described(out, catalog, functions);
    ekb_roff_heading(out, tr(catalog, "Examples"));
    ekb_roff_code(out, example);
    put_see_also(out, catalog, "**errkb**(1), **errkbc**(1)");
}
