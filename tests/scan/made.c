/* SPDX-License-Identifier: MIT */
#include "made.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Entries ----------------------------------------------------------------- */

typedef struct loader {
    ekb_engine *engine;
    made_entries *out;
    char **ids;
    size_t count, capacity;
    int failed;
} loader;

static int take_id(void *context, const ekb_listed *listed)
{
    loader *l = context;
    if (listed->kind != EKB_KIND_ERROR)
        return 0;
    if (l->count == l->capacity) {
        size_t capacity = l->capacity == 0 ? 1024 : l->capacity * 2;
        char **ids = realloc(l->ids, capacity * sizeof *ids);
        l->failed |= ids == NULL;
        if (ids == NULL)
            return 1;
        l->ids = ids;
        l->capacity = capacity;
    }
    l->ids[l->count] = strdup(listed->id);
    return l->ids[l->count++] == NULL;
}

/* Letters before the digits, or none of either. */
static int is_generic(const char *code)
{
    return strspn(code, "0123456789") == strlen(code);
}

static void take_entry(loader *l, const ekb_entry *entry)
{
    made_entry *made = &l->out->items[l->out->count];
    if (entry->code_count == 0 || entry->message_count == 0)
        return;
    *made = (made_entry){.id = strdup(entry->id),
                         .product = strdup(entry->product),
                         .code = strdup(entry->codes[0].value),
                         .generic = is_generic(entry->codes[0].value),
                         .messages = calloc(entry->message_count, sizeof *made->messages)};
    for (size_t i = 0; made->messages != NULL && i < entry->message_count; i++)
        if (strlen(entry->messages[i].text) >= 40)
            made->messages[made->message_count++] = strdup(entry->messages[i].text);
    l->out->count++;
}

int made_entries_load(ekb_engine *engine, size_t most, made_entries *out)
{
    loader l = {.engine = engine, .out = out};
    *out = (made_entries){NULL, 0};
    if (ekb_list(engine, NULL, NULL, 0, NULL, 0, take_id, &l, NULL) != EKB_OK)
        return 0;
    size_t step = l.count / most + 1;
    out->items = calloc(l.count / step + 1, sizeof *out->items);
    for (size_t i = 0; out->items != NULL && i < l.count; i += step) {
        ekb_shown *shown = NULL;
        if (ekb_show(engine, l.ids[i], NULL, 0, &shown, NULL) == EKB_OK && shown != NULL)
            take_entry(&l, &shown->entry);
        ekb_shown_free(shown);
    }
    for (size_t i = 0; i < l.count; i++)
        free(l.ids[i]);
    free(l.ids);
    return out->items != NULL && out->count > 0 && !l.failed;
}

void made_entries_free(made_entries *entries)
{
    for (size_t i = 0; i < entries->count; i++) {
        for (size_t k = 0; k < entries->items[i].message_count; k++)
            free(entries->items[i].messages[k]);
        free(entries->items[i].messages);
        free(entries->items[i].id);
        free(entries->items[i].product);
        free(entries->items[i].code);
    }
    free(entries->items);
}

/* ---- Text ----------------------------------------------------------------------- */

static uint64_t draw(made_log *log)
{
    uint64_t x = log->state;
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    log->state = x;
    return x * UINT64_C(0x2545F4914F6CDD1D) >> 16;
}

static unsigned below(made_log *log, unsigned most)
{
    return (unsigned)(draw(log) % most);
}

static void put_bytes(made_log *log, const char *bytes, size_t length)
{
    if (log->capacity - log->length < length) {
        size_t capacity = (log->length + length) * 2 + 4096;
        char *text = realloc(log->text, capacity);
        log->failed |= text == NULL;
        if (text == NULL)
            return;
        log->text = text;
        log->capacity = capacity;
    }
    memcpy(log->text + log->length, bytes, length);
    log->length += length;
}

__attribute__((format(printf, 2, 3))) static void put(made_log *log, const char *format, ...)
{
    char line[1024];
    va_list values;
    va_start(values, format);
    int n = vsnprintf(line, sizeof line, format, values);
    va_end(values);
    put_bytes(log, line, n < (int)sizeof line ? (size_t)n : sizeof line - 1);
}

static void put_time(made_log *log)
{
    put(log, "2026-%02u-%02u %02u:%02u:%02u,%03u ", 1 + below(log, 12), 1 + below(log, 28), below(log, 24),
        below(log, 60), below(log, 60), below(log, 1000));
}

/* A number of the index where no error's id stands. */
static unsigned long stray(made_log *log)
{
    const made_entry *entry = &log->entries->items[below(log, (unsigned)log->entries->count)];
    return entry->generic && below(log, 4) == 0 ? strtoul(entry->code, NULL, 10) : below(log, 65536);
}

/* Lines as programs print them: `#` is a number, `@` one that may be an id of
 * the index, `~` an address, `^` eight hexadecimal digits. */
static const char *const ordinary[] = {
    "sshd[@]: Accepted publickey for deploy from ~ port @ ssh2",
    "sshd[@]: pam_unix(sshd:session): session opened for user deploy by (uid=0)",
    "systemd[1]: Started Session @ of user deploy.",
    "systemd[1]: logrotate.service: Succeeded.",
    "kernel: [@.#] eth0: link becomes ready",
    "kernel: [@.#] audit: type=1400 apparmor=\"STATUS\" pid=@ comm=\"cron\"",
    "CRON[@]: (root) CMD (/usr/lib/sysstat/sa1 1 1)",
    "INFO dfs.DataNode$PacketResponder: Received block blk_^^ of size @ from /~",
    "INFO dfs.FSNamesystem: BLOCK* NameSystem.addStoredBlock: blockMap updated: ~:50010 is added to blk_^^ "
    "size @",
    "INFO  [main] org.apache.zookeeper.server.NIOServerCnxn - Accepted socket connection from /~:@",
    "INFO  [http-nio-8080-exec-#] c.example.web.AccessFilter: GET /api/v1/orders/@ 200 # ms",
    "DEBUG [pool-2-thread-#] c.example.cache.Region: hit ratio 0.# after @ requests",
    "DEBUG [scheduler-#] c.example.jobs.Runner: next run in # s, queue length @",
    "WARN  [hikari-#] com.zaxxer.hikari.pool.HikariPool: thread starvation or clock leap detected (delta=#s)",
    "~ - - \"GET /static/js/app.^.js HTTP/1.1\" 200 @ \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\"",
    "~ - - \"POST /api/v1/sessions HTTP/1.1\" 201 @ \"-\" \"curl/7.88.1\"",
    "{\"level\":\"info\",\"logger\":\"http\",\"msg\":\"request "
    "served\",\"bytes\":@,\"ms\":#,\"trace\":\"^^\"}",
    "{\"level\":\"debug\",\"logger\":\"raft\",\"msg\":\"heartbeat\",\"term\":#,\"commit\":@,\"peer\":\"~\"}",
    "INFO executor.Executor: Finished task #.0 in stage #.0 (TID @). @ bytes result sent to driver",
    "INFO storage.BlockManager: Found block rdd_#_# locally",
    "postgres[@]: [#-1] LOG:  checkpoint complete: wrote @ buffers (0.#%); 0 WAL file(s) added",
    "nginx[@]: ~ keepalive closed after @ requests",
    "app[@]: 服务已启动，监听端口 @",
    "app[@]: 用户登录成功，耗时 # 毫秒",
    "ERROR [worker-#] c.example.mail.Sender: giving up after # attempts, page @ of @",
    "kernel: [@.#] pci 0000:00:1f.2: BAR 5: assigned [mem 0x^-0x^]",
};

static void put_ordinary(made_log *log)
{
    const char *at = ordinary[below(log, sizeof ordinary / sizeof *ordinary)];
    while (*at != '\0') {
        size_t plain = strcspn(at, "#@~^");
        put_bytes(log, at, plain);
        at += plain;
        switch (*at) {
        case '#':
            put(log, "%u", below(log, 1000));
            break;
        case '@':
            put(log, "%lu", stray(log));
            break;
        case '~':
            put(log, "10.%u.%u.%u", below(log, 255), below(log, 255), below(log, 255));
            break;
        case '^':
            put(log, "%08x", 0x10000000 + below(log, 0x10000000));
            break;
        default:
            continue;
        }
        at++;
    }
}

/* A message with its placeholders filled. */
static void put_message(made_log *log, const char *message)
{
    static const char *const values[] = {"alpha", "/var/lib/x1", "tbl_7", "10.1.2.3", "42"};
    for (const char *at = message; *at != '\0';) {
        const char *end = *at == '{' ? strchr(at, '}') : NULL;
        if (at[0] == '{' && at[1] != '{' && end != NULL) {
            put(log, "%s", values[below(log, 5)]);
            at = end + 1;
        } else {
            at += (at[0] == '{' || at[0] == '}') && at[1] == at[0];
            put_bytes(log, at++, 1);
        }
    }
}

static void add_truth(made_log *log, const char *entry, int by_message)
{
    if (log->truth_count == log->truth_capacity) {
        size_t capacity = log->truth_capacity * 2 + 64;
        made_truth *truths = realloc(log->truths, capacity * sizeof *truths);
        log->failed |= truths == NULL;
        if (truths == NULL)
            return;
        log->truths = truths;
        log->truth_capacity = capacity;
    }
    log->truths[log->truth_count++] = (made_truth){log->lines + 1, entry, by_message};
}

static void put_error(made_log *log)
{
    const made_entry *entry = &log->entries->items[below(log, (unsigned)log->entries->count)];
    const char *message =
        entry->message_count > 0 ? entry->messages[below(log, (unsigned)entry->message_count)] : NULL;
    unsigned kind = message != NULL ? below(log, 3) : 0;
    add_truth(log, entry->id, kind != 0);
    put(log, "ERROR ");
    if (kind == 0) {
        if (entry->generic)
            put(log, "%s: operation failed, error code: %s", entry->product, entry->code);
        else
            put(log, "operation failed (%s)", entry->code);
    } else if (kind == 1) {
        put(log, "[%s] ", entry->code);
        put_message(log, message);
    } else {
        put_message(log, message);
    }
}

/* ---- Lines ------------------------------------------------------------------------- */

void made_log_init(made_log *log, const made_entries *entries, uint64_t seed, unsigned one_in)
{
    *log = (made_log){.entries = entries, .state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1, .one_in = one_in};
}

void made_log_line(made_log *log)
{
    put_time(log);
    if (log->one_in != 0 && below(log, log->one_in) == 0)
        put_error(log);
    else
        put_ordinary(log);
    put_bytes(log, "\n", 1);
    log->lines++;
}

void made_log_flush(made_log *log)
{
    log->length = 0;
}

void made_log_free(made_log *log)
{
    free(log->text);
    free(log->truths);
}
