/* SPDX-License-Identifier: MIT */
#include "specs.h"

#include <stddef.h>

#include "core/error.h"

const ekbc_option_spec ekbc_option_specs[] = {
    {"--output", "-o", EKBC_TAKES_OUTPUT, 0, EKB_N_("FILE"), EKB_N_("write the index to FILE")},
    {"--format", NULL, EKBC_TAKES_FORMAT, 0, "text|json",
     EKB_N_("findings as text on standard error, or as one JSON object a line on standard output")},
    {"--no-examples", NULL, EKBC_TAKES_NOTHING, EKBC_FLAG_NO_EXAMPLES, NULL,
     EKB_N_("do not try the entries' examples")},
    {"--imported", NULL, EKBC_TAKES_NOTHING, EKBC_FLAG_IMPORTED, NULL,
     EKB_N_("list what is otherwise only counted for imported packs")},
    {"--state", NULL, EKBC_TAKES_STATE, 0, EKB_N_("FILE"),
     EKB_N_("keep what was read of the sources in FILE, for the next time (default: beside the index, if "
            "they are large)")},
    {"--no-state", NULL, EKBC_TAKES_NOTHING, EKBC_FLAG_NO_STATE, NULL,
     EKB_N_("read all sources anew, and keep nothing of them")},
    {"--quiet", "-q", EKBC_TAKES_NOTHING, EKBC_FLAG_QUIET, NULL,
     EKB_N_("show errors only, no warnings and no summary")},
    {"--color", NULL, EKBC_TAKES_COLOUR, 0, "auto|always|never",
     EKB_N_("colour findings (auto: on a terminal, unless NO_COLOR is set)")},
    {"--lang", NULL, EKBC_TAKES_LANGUAGE, 0, EKB_N_("TAG"), EKB_N_("language of the messages: en or zh-CN")},
    {"--help", "-h", EKBC_TAKES_NOTHING, EKBC_FLAG_HELP, NULL, EKB_N_("show this help")},
    {"--version", "-V", EKBC_TAKES_NOTHING, EKBC_FLAG_VERSION, NULL, EKB_N_("show the version")},
    {NULL, NULL, 0, 0, NULL, NULL},
};

const ekbc_row ekbc_usage_specs[] = {
    {EKB_N_("errkbc PATH… -o FILE"), EKB_N_("compile the entries under PATH into an index")},
    {EKB_N_("errkbc check PATH…"),
     EKB_N_("only check them, examples included; a single file in the midst of its product")},
    {EKB_N_("errkbc import jsonl FILE -o FOLDER"),
     EKB_N_("write the entries of a catalog as YAML (`errkbc help import`)")},
    {"errkbc help", EKB_N_("show this help")},
    {NULL, NULL},
};

const ekbc_row ekbc_example_specs[] = {
    {"errkbc kb/ -o errkb.ekb", EKB_N_("compile all knowledge")},
    {"errkbc kb/ packs/mysql -o all.ekb", EKB_N_("several folders into one index")},
    {"errkbc check kb/mars", EKB_N_("check one product")},
    {"errkbc check --format json kb/", EKB_N_("findings for an editor, one JSON object a line")},
    {NULL, NULL},
};

const ekbc_row ekbc_exit_specs[] = {
    {"0", EKB_N_("the sources are right; the index is written")},
    {"1", EKB_N_("errors in the sources; an index that was there is left as it is")},
    {"2", EKB_N_("the command line is wrong")},
    {"3", EKB_N_("a file cannot be read or written")},
    {NULL, NULL},
};

const ekbc_row ekbc_import_keys[] = {
    {"product, id", EKB_N_("needed; together they are the id of the entry, and the id is its first code")},
    {"name", EKB_N_("its symbol, a code too; a word of prose is left out")},
    {"messages", EKB_N_("by language; placeholders as the product writes them")},
    {"cause, action", EKB_N_("by language; plain text")},
    {"alt_ids", EKB_N_("further codes; those that entries of the product share are classes")},
    {"source", EKB_N_("where it comes from")},
    {NULL, NULL},
};

const char *const ekbc_import_facts[2] = {
    EKB_N_("FILE holds one JSON object a line; `-` is standard input. Keys:"),
    EKB_N_(
        "FOLDER must not exist, or be empty. It appears whole, or not at all where a line is wrong: a folder "
        "for each product with product.yaml and entries-NNN.yaml, 1000 entries a file, ready for `errkbc "
        "FOLDER -o FILE`."),
};
