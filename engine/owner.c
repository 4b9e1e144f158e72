/* SPDX-License-Identifier: MIT */
#include "owner.h"

#include <string.h>
#include <uchar.h>

#include "core/canon.h"

/* clang-format off */
/* Words that anybody's error may have before it, sorted. */
static const char *const anybodys[] = {
    "access", "account", "activation", "agent", "annoying", "app", "application", "apps", "auth",
    "authentication", "backend", "boot", "browser", "chrome", "client", "cloud", "common", "computer",
    "config", "configuration", "connection", "console", "constant", "credential", "credentials",
    "cryptic", "custom", "daily", "dell", "desktop", "disk", "domain", "download", "edge",
    "environment", "exe", "exit", "file", "firefox", "first", "folder", "frequent", "generic", "host",
    "hp", "hpe", "initial", "install", "installation", "installer", "intermittent", "internal", "job",
    "known", "laptop", "last", "lenovo", "license", "local", "login", "logon", "machine", "major",
    "management", "minor", "monthly", "multiple", "mysterious", "nasty", "network", "nightly", "odd",
    "online", "opera", "permanent", "permission", "persistent", "process", "prod", "production",
    "program", "proxy", "random", "recurring", "red", "registration", "registry", "remote", "repeated",
    "response", "result", "return", "root", "runtime", "safari", "script", "second", "security",
    "serious", "server", "servers", "service", "setup", "silent", "similar", "simple", "site",
    "software", "specific", "startup", "status", "storage", "sync", "system", "task", "temporary",
    "test", "third", "unspecified", "upload", "usual", "vague", "validation", "vm", "weekly", "wizard",
    "workstation",
};

static const char32_t anybodys_han[][8] = {
    U"应用程序", U"操作系统", U"虚拟机", U"计算机", U"服务器", U"客户端", U"运行时", U"控制台", U"管理员", U"防火墙", U"笔记本", U"工作站",
    U"安装程序", U"备份软件", U"系统", U"程序", U"软件", U"电脑", U"机器", U"主机", U"网络", U"安装", U"注册", U"登录", U"启动",
    U"任务", U"服务", U"操作", U"界面", U"页面", U"这边", U"那边", U"这里", U"那里", U"今早", U"昨晚", U"早上", U"晚上", U"现在",
    U"同样", U"相同", U"随机", U"偶尔", U"向导", U"浏览器", U"门户", U"代理", U"主控", U"安装包",
};

/* Software, services and devices that many know and that print numbers of their own,
 * sorted. Where errors of others are met stands in no table of these: machines, their
 * makers, operating systems, languages, browsers, firewalls, what looks for viruses. */
static const char *const names[] = {
    "acrobat", "acronis", "adobe", "airtable", "alexa", "alipay", "ansys", "apache", "apple", "arcgis",
    "arcserve", "asana", "atlassian", "autocad", "autodesk", "backblaze", "bitbucket", "blender", "bluebeam",
    "bluestacks", "bluetooth", "boiler", "camera", "canon", "carbonite", "cassandra", "catia", "citrix",
    "clickhouse", "commvault", "confluence", "copier", "coreldraw", "crashplan", "cubase", "db2", "devops",
    "discord", "dishwasher", "docusign", "dropbox", "drupal", "ebay", "elasticsearch", "elevator", "epson",
    "evernote", "excel", "exchange", "facebook", "fax", "figma", "firebase", "fortnite", "fridge", "game",
    "gimp", "github", "gitlab", "gmail", "grafana", "hadoop", "hashicorp", "hubspot", "ibm", "illustrator",
    "indesign", "informix", "instagram", "intellij", "ipad", "iphone", "itunes", "jenkins", "jira", "joomla",
    "kafka", "kindle", "kodi", "libreoffice", "lightroom", "linkedin", "magento", "mariadb", "matlab",
    "minecraft", "mongodb", "mysql", "nagios", "nakivo", "netbackup", "netflix", "netsuite", "nextcloud",
    "nginx", "nintendo", "nvidia", "office", "okta", "onedrive", "onenote", "oracle", "outlook", "oven",
    "paypal", "peoplesoft", "photoshop", "pinterest", "playstation", "plex", "postgres", "postgresql",
    "powerpoint", "printer", "ps4", "ps5", "pycharm", "qq", "quickbooks", "quicken", "rabbitmq", "reddit",
    "redis", "refrigerator", "revit", "roblox", "roku", "router", "salesforce", "sap", "scanner",
    "servicenow", "sharepoint", "shopify", "siemens", "skype", "slack", "snapchat", "snowflake", "solidworks",
    "splunk", "spotify", "sql", "sqlite", "sqlplus", "steam", "stripe", "tableau", "teams", "teamviewer",
    "telegram", "terraform", "tesla", "thermostat", "thunderbird", "tidb", "tiktok", "tomcat", "trello",
    "twitch", "twitter", "uber", "unity", "valorant", "veeam", "veritas", "vimeo", "visio", "vlc", "vmware",
    "washer", "webex", "weblogic", "websphere", "wechat", "whatsapp", "wordpress", "workday", "xbox", "xcode",
    "xero", "yahoo", "youtube", "zabbix", "zendesk", "zoom",
};

static const char32_t names_han[][8] = {
    U"企业微信", U"微信", U"支付宝", U"钉钉", U"飞书", U"淘宝", U"天猫", U"京东", U"拼多多", U"抖音", U"快手", U"微博", U"美团",
    U"滴滴", U"饿了么", U"银联", U"云闪付", U"腾讯会议", U"迅雷", U"爱奇艺", U"优酷", U"哔哩哔哩", U"知乎", U"小红书", U"金蝶", U"用友",
    U"泛微", U"打印机", U"复印机", U"扫描仪", U"传真机", U"投影仪", U"路由器", U"摄像头", U"电梯", U"空调", U"冰箱",
    U"洗衣机", U"热水器", U"电视机", U"机顶盒", U"汽车", U"充电桩", U"变频器", U"数控机床", U"锅炉", U"叉车", U"考勤机", U"收银机",
    U"柜员机", U"门禁", U"游戏",
};

/* What a name before it is the part of, or what it runs on, sorted. */
static const char *const places[] = {
    "box", "computer", "host", "hosts", "laptop", "machine", "machines", "node", "server", "servers", "vm", "vms",
    "workstation",
};

static const char32_t places_han[][8] = {U"服务器", U"伺服器", U"虚拟机", U"计算机", U"主机", U"机器", U"电脑"};

/* Verbs of Windows PowerShell that begin the name of a command, sorted. */
static const char *const verbs[] = {
    "add", "clear", "connect", "copy", "disable", "disconnect", "enable", "export", "get", "import", "install",
    "invoke", "move", "new", "register", "remove", "rename", "reset", "restart", "restore", "resume", "save",
    "send", "set", "start", "stop", "suspend", "test", "uninstall", "unregister", "update", "wait", "write",
};
/* clang-format on */

#define COUNT(table) (sizeof(table) / sizeof *(table))

static int compare_word(const ekb_lookup_state *state, const ekb_token *token, const char *word)
{
    for (uint32_t i = token->start; i < token->end; i++, word++)
        if (state->folded.chars[i] != (unsigned char)*word)
            return state->folded.chars[i] < (unsigned char)*word ? -1 : 1;
    return *word == '\0' ? 0 : -1;
}

int ekb_owner_listed(const ekb_lookup_state *state, size_t at, const char *const *table, size_t count)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_word(state, &state->tokens.items[at], table[middle]);
        if (order == 0)
            return 1;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

/* Length of a phrase if it stands at a character of the folded text, or 0. */
static size_t phrase_at(const ekb_lookup_state *state, const char32_t *phrase, size_t at)
{
    size_t i = 0;
    while (phrase[i] != 0 && at + i < state->folded.length && state->folded.chars[at + i] == phrase[i])
        i++;
    return phrase[i] == 0 ? i : 0;
}

/* Whether a phrase of a table covers the character at `at` of the folded text. */
static int is_covered(const ekb_lookup_state *state, const char32_t (*table)[8], size_t count, size_t at)
{
    for (size_t p = 0; p < count; p++)
        for (size_t before = 0; before <= at && table[p][before] != 0; before++)
            if (state->folded.chars[at - before] == table[p][0] &&
                phrase_at(state, table[p], at - before) > 0)
                return 1;
    return 0;
}

int ekb_owner_anybody(const ekb_lookup_state *state, size_t at)
{
    const ekb_token *token = &state->tokens.items[at];
    if (token->kind == EKB_TOKEN_HAN)
        return is_covered(state, anybodys_han, COUNT(anybodys_han), token->start);
    return ekb_owner_listed(state, at, anybodys, COUNT(anybodys));
}

int ekb_owner_known(const ekb_lookup_state *state, size_t at)
{
    const ekb_token *token = &state->tokens.items[at];
    if (token->kind == EKB_TOKEN_HAN)
        return is_covered(state, names_han, COUNT(names_han), token->start);
    return ekb_owner_listed(state, at, names, COUNT(names));
}

int ekb_owner_place(const ekb_lookup_state *state, size_t at)
{
    const ekb_token *token = &state->tokens.items[at];
    if (token->kind == EKB_TOKEN_HAN)
        return is_covered(state, places_han, COUNT(places_han), token->start);
    return ekb_owner_listed(state, at, places, COUNT(places));
}

static char char_at(const ekb_lookup_state *state, size_t at)
{
    return at < state->text.length ? state->text.data[at] : ' ';
}

static int is_part(char c)
{
    return ekb_ascii_is_alnum(c) || c == '-' || c == '_';
}

/* FILESRV in a text that is not in capitals: abbreviations are shorter. */
static int is_shouted(const ekb_lookup_state *state, size_t first, size_t end)
{
    enum { LEAST = 6 };
    size_t upper = 0, lower = 0;
    for (size_t i = first; i < end; i++)
        if (state->text.data[i] < 'A' || state->text.data[i] > 'Z')
            return 0;
    for (size_t i = 0; i < state->text.length; i++) {
        upper += state->text.data[i] >= 'A' && state->text.data[i] <= 'Z';
        lower += state->text.data[i] >= 'a' && state->text.data[i] <= 'z';
    }
    return end - first >= LEAST && lower > upper - (end - first);
}

/* Whether a time stands right before byte `at`: "10:00:00 ", "T23:00:07.120+02:00 ". */
static int is_after_time(const ekb_lookup_state *state, size_t at)
{
    enum { MOST = 40 };
    size_t first = at > 0 ? at - 1 : 0, parts = 0;
    if (char_at(state, first) != ' ')
        return 0;
    for (; first > 0 && at - first < MOST; first--) {
        char c = state->text.data[first - 1];
        if (!ekb_ascii_is_digit(c) && memchr(":.,+-TZ", c, sizeof ":.,+-TZ" - 1) == NULL)
            break;
        parts += c == ':' && ekb_ascii_is_digit(char_at(state, first)) &&
                 ekb_ascii_is_digit(char_at(state, first + 1));
    }
    return parts > 1;
}

int ekb_owner_machine(const ekb_lookup_state *state, size_t at)
{
    const ekb_token *token = &state->tokens.items[at];
    size_t first = state->folded.start[token->start], end = first, dashes = 0, digits = 0, head = at;
    if (token->kind == EKB_TOKEN_HAN)
        return 0;
    while (first > 0 && is_part(char_at(state, first - 1)))
        first--;
    while (end < state->text.length && is_part(char_at(state, end)))
        end++;
    for (size_t i = first; i < end; i++) {
        dashes += state->text.data[i] == '-';
        digits += ekb_ascii_is_digit(state->text.data[i]) != 0;
    }
    while (head > 0 && state->folded.start[state->tokens.items[head - 1].start] >= first)
        head--;
    int command = dashes == 1 && ekb_owner_listed(state, head, verbs, COUNT(verbs));
    return command || dashes > 1 || (dashes + digits > 1 && digits > 0) || is_shouted(state, first, end) ||
           is_after_time(state, first);
}
