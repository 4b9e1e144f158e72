/* SPDX-License-Identifier: MIT */
/* The tables of commands, options, environment variables and exit codes. */
#include "core/error.h"
#include "options.h"

const char ekb_program_summary[] = EKB_N_("finds what to do about an error message or error code");

#define BIT(command) (1u << EKB_COMMAND_##command)
#define ALL_COMMANDS ((1u << EKB_COMMAND_COUNT) - 1u)
#define FINDING (BIT(LOOKUP) | BIT(SHOW) | BIT(SEARCH))
#define READING (FINDING | BIT(LIST) | BIT(INFO))
#define ASKING (READING | BIT(SCAN) | BIT(SERVE) | BIT(EXPORT))

static const ekb_example lookup_examples[] = {
    {"errkb 34513", EKB_N_("A code by itself.")},
    {"errkb 'Invalid vault credentials provided. (ID: 34513)'", EKB_N_("A whole message, in any language.")},
    {"errkb --lang zh-CN,en 0x1FC07", EKB_N_("A card in two languages.")},
    {"errkb < event.txt", EKB_N_("A long paste from a file.")},
    {"errkb -- show", EKB_N_("A text that is also the name of a command.")},
    {NULL, NULL},
};
static const ekb_example show_examples[] = {
    {"errkb show mars/34513", EKB_N_("An entry by its id.")},
    {"errkb show 34513 --lang en", EKB_N_("By its code, in English.")},
    {NULL, NULL},
};
static const ekb_example search_examples[] = {
    {"errkb search 'restore mount iscsi'", EKB_N_("Entries that speak of these words.")},
    {NULL, NULL},
};
static const ekb_example list_examples[] = {
    {"errkb list", EKB_N_("Every entry.")},
    {"errkb list 345", EKB_N_("Entries whose code begins with 345.")},
    {"errkb list --products", EKB_N_("The products.")},
    {NULL, NULL},
};
static const ekb_example info_examples[] = {
    {"errkb info", EKB_N_("Which indexes are in use.")},
    {"errkb info --check", EKB_N_("Verify every page of them.")},
    {NULL, NULL},
};
static const ekb_example scan_examples[] = {
    {"errkb scan /var/log", EKB_N_("Every log below a folder.")},
    {"journalctl -f | errkb scan", EKB_N_("A stream, as it comes.")},
    {"errkb scan --follow app.log", EKB_N_("A log that grows, also when it is rotated.")},
    {"errkb scan --annotate app.log.gz | less", EKB_N_("The log, with the remedy below each error.")},
    {"errkb scan --format jsonl --redact app.log", EKB_N_("For programs, without secrets and names.")},
    {NULL, NULL},
};
static const ekb_example serve_examples[] = {
    {"errkb serve", EKB_N_("On this machine, at http://127.0.0.1:8080/.")},
    {"errkb serve --listen :8080 --log json", EKB_N_("For the whole network, with a log for programs.")},
    {NULL, NULL},
};
static const ekb_example export_examples[] = {
    {"errkb export patterndb > errkb.xml", EKB_N_("For db-parser() of syslog-ng.")},
    {"errkb export lognorm --product mars > mars.rb", EKB_N_("One product, for mmnormalize of rsyslog.")},
    {NULL, NULL},
};
static const ekb_example help_examples[] = {
    {"errkb help lookup", EKB_N_("Help on one command.")},
    {NULL, NULL},
};

/* In the order of ekb_command. */
const ekb_command_spec ekb_command_specs[EKB_COMMAND_COUNT] = {
    {EKB_COMMAND_LOOKUP, "lookup", EKB_N_("[TEXT…]"),
     EKB_N_("Find the remedy for an error (the default command)"),
     EKB_N_("Reads TEXT as somebody pasted it: a code, a message, a piece of a log or a description of "
            "what is wrong. Without TEXT, or with “-”, it reads standard input."),
     lookup_examples, NULL},
    {EKB_COMMAND_SHOW, "show", EKB_N_("ID…"), EKB_N_("Show entries by id or code"),
     EKB_N_("Shows each entry whole. ID is an id such as mars/34513, an id without its product, or a code "
            "in any of its spellings."),
     show_examples, NULL},
    {EKB_COMMAND_SEARCH, "search", EKB_N_("[WORDS…]"), EKB_N_("Search titles, causes and steps for words"),
     EKB_N_("Lists the entries that speak of WORDS, best first, with the place where they were found. "
            "Without WORDS, or with “-”, it reads standard input."),
     search_examples, NULL},
    {EKB_COMMAND_LIST, "list", EKB_N_("[PREFIX]"), EKB_N_("List entries or products"),
     EKB_N_("Lists entries by id. With PREFIX only those whose id, printed code or code begins with it."),
     list_examples, NULL},
    {EKB_COMMAND_INFO, "info", "", EKB_N_("Show the indexes in use"),
     EKB_N_("Shows each index with its products, languages and number of entries, and where indexes were "
            "looked for."),
     info_examples, NULL},
    {EKB_COMMAND_SCAN, "scan", EKB_N_("[FILE…]"), EKB_N_("Find every known error in logs"),
     EKB_N_("Reads each FILE, folder or standard input, tells which known errors are in it, where and how "
            "often, and what to do about each. Compressed logs (gzip, zstd, xz, bzip2) and their encodings "
            "(UTF-8, UTF-16, GB18030) are recognised by what is in them."),
     scan_examples, "errkb-scan"},
    {EKB_COMMAND_SERVE, "serve", "", EKB_N_("Answer over HTTP, with a page for the helpdesk"),
     EKB_N_("Serves a page to ask on and an HTTP interface for programs, on this machine only unless told "
            "otherwise."),
     serve_examples, "errkb-serve"},
    {EKB_COMMAND_EXPORT, "export", EKB_N_("FORMAT"),
     EKB_N_("Write the entries as patterns of a log processor"),
     EKB_N_(
         "Writes the messages, examples and codes of the entries to standard output, as a pattern database "
         "of syslog-ng (patterndb) or a rulebase of liblognorm (lognorm). With --lang only messages in "
         "these languages."),
     export_examples, NULL},
    {EKB_COMMAND_HELP, "help", EKB_N_("[COMMAND]"), EKB_N_("Show help"),
     EKB_N_("Shows help on COMMAND, or on the program."), help_examples, NULL},
};

static const char *const format_choices[] = {"text", "json", "markdown", "html", NULL};
static const char *const log_choices[] = {"text", "json", "none", NULL};
static const char *const scan_format_choices[] = {"text", "jsonl", "sarif", "rsyslog", NULL};
/* In the order of cli/scan/charset.c, other names behind. */
static const char *const encoding_choices[] = {"utf-8", "utf-16le", "utf-16be", "gb18030",
                                               "gbk",   "utf-16",   NULL};
static const char *const colour_choices[] = {"auto", "always", "never", NULL};

static const ekb_option_variant lang_variants[] = {
    {BIT(SHOW) | BIT(SCAN),
     EKB_N_("Language of the output, such as zh-CN or en; with two, what to do is told in both. Default: "
            "that of the environment, else English.")},
    {BIT(SEARCH), EKB_N_("Language of the output, such as zh-CN or en. Default: that of the environment, "
                         "else that of the words.")},
    {BIT(LIST) | BIT(INFO) | BIT(HELP),
     EKB_N_("Language of the output, such as zh-CN or en. Default: that of the environment, else English.")},
    {BIT(SERVE),
     EKB_N_("Language of errors and help, such as zh-CN or en; pages and answers are in the language that "
            "each request asks for. Default: that of the environment, else English.")},
    {BIT(EXPORT),
     EKB_N_("Only messages in these languages, such as zh-CN or en; titles are in the first. Default: "
            "messages in every language, titles in that of the environment, else in English.")},
    {0, NULL},
};

/* In the order of ekb_option. */
const ekb_option_spec ekb_option_specs[EKB_OPTION_COUNT] = {
    {EKB_OPTION_LANG, ALL_COMMANDS, "lang", 0, EKB_VALUE_LANGUAGES, EKB_N_("LANG[,LANG]"), NULL,
     EKB_N_("Language of the output, such as zh-CN or en; two languages give a bilingual card. Default: "
            "that of the environment, else that of the paste."),
     lang_variants},
    {EKB_OPTION_FORMAT, READING, "format", 0, EKB_VALUE_CHOICE, EKB_N_("FORMAT"), format_choices,
     EKB_N_("Output format: text, json, markdown or html. Default: text."), NULL},
    {EKB_OPTION_COLOR, ALL_COMMANDS, "color", 0, EKB_VALUE_CHOICE, EKB_N_("WHEN"), colour_choices,
     EKB_N_("Colours and hyperlinks: auto, always or never. Default: auto, on a terminal."), NULL},
    {EKB_OPTION_INDEX, ASKING, "index", 0, EKB_VALUE_FILE, EKB_N_("FILE"), NULL,
     EKB_N_("Use this index instead of the installed ones. May be given several times."), NULL},
    {EKB_OPTION_PRODUCT, FINDING | BIT(LIST) | BIT(SCAN) | BIT(EXPORT), "product", 'p', EKB_VALUE_PRODUCT,
     EKB_N_("PRODUCT"), NULL, EKB_N_("Only entries of this product."), NULL},
    {EKB_OPTION_LIMIT, BIT(LOOKUP) | BIT(SEARCH) | BIT(LIST), "limit", 'n', EKB_VALUE_NUMBER, EKB_N_("N"),
     NULL, EKB_N_("At most N results."), NULL},
    {EKB_OPTION_EXPLAIN, BIT(LOOKUP) | BIT(SEARCH), "explain", 0, EKB_VALUE_NONE, NULL, NULL,
     EKB_N_("Tell on standard error how the answer was found, in English, for developers."), NULL},
    {EKB_OPTION_JSONL, BIT(LOOKUP), "jsonl", 0, EKB_VALUE_NONE, NULL, NULL,
     EKB_N_("Read one JSON object with a “query” on each line of standard input and write one answer on each "
            "line."),
     NULL},
    {EKB_OPTION_PRODUCTS, BIT(LIST), "products", 0, EKB_VALUE_NONE, NULL, NULL,
     EKB_N_("List products instead of entries."), NULL},
    {EKB_OPTION_CHECK, BIT(INFO), "check", 0, EKB_VALUE_NONE, NULL, NULL,
     EKB_N_("Verify every page of the indexes. Slow."), NULL},
    {EKB_OPTION_LISTEN, BIT(SERVE), "listen", 0, EKB_VALUE_TEXT, EKB_N_("ADDRESS:PORT"), NULL,
     EKB_N_("Where to listen, such as :8080 for every address of the machine, or unix:PATH. Default: "
            "127.0.0.1:8080."),
     NULL},
    {EKB_OPTION_THREADS, BIT(SERVE), "threads", 0, EKB_VALUE_NUMBER, EKB_N_("N"), NULL,
     EKB_N_("Threads that answer. Default: one for each processor, at least two."), NULL},
    {EKB_OPTION_LOG, BIT(SERVE), "log", 0, EKB_VALUE_CHOICE, EKB_N_("FORMAT"), log_choices,
     EKB_N_("Log of requests on standard error: text, json or none. Default: text."), NULL},
    {EKB_OPTION_LOG_QUERIES, BIT(SERVE), "log-queries", 0, EKB_VALUE_NONE, NULL, NULL,
     EKB_N_("Log what is asked, too. Pastes hold secrets."), NULL},
    {EKB_OPTION_CORS, BIT(SERVE), "cors", 0, EKB_VALUE_TEXT, EKB_N_("ORIGIN"), NULL,
     EKB_N_("Let scripts of this origin, such as https://desk.example, use the HTTP interface; * for any. "
            "Default: none."),
     NULL},
    {EKB_OPTION_ORIGIN, BIT(SERVE), "origin", 0, EKB_VALUE_TEXT, EKB_N_("URL"), NULL,
     EKB_N_("Address of the server as its readers write it, such as https://help.example, for links that "
            "leave the page. Default: as each request says."),
     NULL},
    {EKB_OPTION_TIMEOUT, BIT(SERVE), "timeout", 0, EKB_VALUE_NUMBER, EKB_N_("SECONDS"), NULL,
     EKB_N_("For a request to come in, and for its answer to be read. Default: 20."), NULL},
    {EKB_OPTION_CONNECTIONS, BIT(SERVE), "connections", 0, EKB_VALUE_NUMBER, EKB_N_("N"), NULL,
     EKB_N_("At most N connections; more wait. Default: 4096."), NULL},
    {EKB_OPTION_PER_CLIENT, BIT(SERVE), "per-client", 0, EKB_VALUE_NUMBER, EKB_N_("N"), NULL,
     EKB_N_("At most N connections from one address. Default: 256."), NULL},
    {EKB_OPTION_BODY, BIT(SERVE), "body", 0, EKB_VALUE_NUMBER, EKB_N_("KIB"), NULL,
     EKB_N_("Longest request body in KiB. Default: 512."), NULL},
    {EKB_OPTION_SCAN_FORMAT, BIT(SCAN), "format", 0, EKB_VALUE_CHOICE, EKB_N_("FORMAT"), scan_format_choices,
     EKB_N_("Output format: text; jsonl, one object for each finding, as it comes; sarif, for viewers of "
            "build results; rsyslog, with --filter, for its module mmexternal. Default: text."),
     NULL},
    {EKB_OPTION_ANNOTATE, BIT(SCAN), "annotate", 0, EKB_VALUE_NONE, NULL, NULL,
     EKB_N_("Pass the log through, with what to do below each line with an error."), NULL},
    {EKB_OPTION_FILTER, BIT(SCAN), "filter", 0, EKB_VALUE_NONE, NULL, NULL,
     EKB_N_("Answer each line of standard input with one line, at once: for pipelines."), NULL},
    {EKB_OPTION_COUNT_ENTRIES, BIT(SCAN), "count", 'c', EKB_VALUE_NONE, NULL, NULL,
     EKB_N_("Only tell how often each entry was found."), NULL},
    {EKB_OPTION_QUIET, BIT(SCAN), "quiet", 'q', EKB_VALUE_NONE, NULL, NULL,
     EKB_N_("Print nothing and stop at the first error: the exit code tells."), NULL},
    {EKB_OPTION_FOLLOW, BIT(SCAN), "follow", 'f', EKB_VALUE_NONE, NULL, NULL,
     EKB_N_("Go on with what is appended to the files, also after they were rotated."), NULL},
    {EKB_OPTION_MIN_CONFIDENCE, BIT(SCAN), "min-confidence", 0, EKB_VALUE_TEXT, EKB_N_("SHARE"), NULL,
     EKB_N_("Also show errors that are less certain, from 0 to 1. Default: 0.9, which is certain."), NULL},
    {EKB_OPTION_REDACT, BIT(SCAN), "redact", 0, EKB_VALUE_NONE, NULL, NULL,
     EKB_N_("Mask secrets, addresses and names in all that is shown of the log, as far as they can be "
            "recognised. Look it over before you give it away."),
     NULL},
    {EKB_OPTION_ENCODING, BIT(SCAN), "encoding", 0, EKB_VALUE_CHOICE, EKB_N_("ENCODING"), encoding_choices,
     EKB_N_("Encoding of the logs, where it is not recognised."), NULL},
    {EKB_OPTION_RANGE, BIT(SCAN), "range", 0, EKB_VALUE_TEXT, EKB_N_("I/N"), NULL,
     EKB_N_("Only the I-th of N parts of the input, to share the work out among machines."), NULL},
    {EKB_OPTION_SCAN_THREADS, BIT(SCAN), "threads", 'j', EKB_VALUE_NUMBER, EKB_N_("N"), NULL,
     EKB_N_("Use N threads. Default: one for each processor."), NULL},
    {EKB_OPTION_NO_PAGER, ALL_COMMANDS, "no-pager", 0, EKB_VALUE_NONE, NULL, NULL,
     EKB_N_("Never send long output through a pager."), NULL},
    {EKB_OPTION_HELP, ALL_COMMANDS, "help", 'h', EKB_VALUE_NONE, NULL, NULL, EKB_N_("Show help and exit."),
     NULL},
    {EKB_OPTION_VERSION, ALL_COMMANDS, "version", 'V', EKB_VALUE_NONE, NULL, NULL,
     EKB_N_("Show the version and exit."), NULL},
};

int ekb_option_goes_with(const ekb_option_spec *spec, ekb_command command)
{
    return (spec->commands >> command & 1u) != 0;
}

const char *ekb_option_help(const ekb_option_spec *spec, ekb_command command)
{
    for (const ekb_option_variant *v = spec->variants; v != NULL && v->commands != 0; v++) {
        if ((v->commands >> command & 1u) != 0)
            return v->help;
    }
    return spec->help;
}

const ekb_described ekb_environment_specs[] = {
    {"ERRKB_LANG", EKB_N_("Language of the output, as --lang takes it.")},
    {"LC_ALL, LC_MESSAGES, LANG, LANGUAGE",
     EKB_N_("Language of the output where the above are not set. The part "
            "after the dot is the terminal's encoding.")},
    {"ERRKB_INDEX", EKB_N_("Indexes to use, separated by colons, instead of the installed ones.")},
    {"XDG_DATA_HOME, XDG_DATA_DIRS", EKB_N_("Where installed indexes are: DIR/errkb/*.ekb.")},
    {"ERRKB_PAGER, PAGER", EKB_N_("The pager; empty or “cat” for none.")},
    {"NO_COLOR", EKB_N_("No colours, whatever its value, unless it is empty.")},
    {"COLUMNS", EKB_N_("Width of the output.")},
    {NULL, NULL},
};

const ekb_described ekb_exit_specs[] = {
    {"0", EKB_N_("A certain match, or the thing asked for.")},
    {"1", EKB_N_("Nothing certain: similar entries, or none.")},
    {"2", EKB_N_("The command line is wrong.")},
    {"3", EKB_N_("An index cannot be read, or reading or writing failed.")},
    {NULL, NULL},
};
