/* SPDX-License-Identifier: MIT */
/* Both tables are sorted: words by bytes, phrases by code points. Their texts
   stand in the rows, so that halving touches the table alone. */
#include "lexicon.h"

#include <uchar.h>

typedef struct word_entry {
    char word[16];
    unsigned char flags;
} word_entry;

typedef struct phrase_entry {
    char32_t phrase[12];
    unsigned char flags;
} phrase_entry;

enum { C = EKB_LEX_CHATTER, Q = EKB_LEX_CUE, N = EKB_LEX_NEGATION, A = EKB_LEX_ADVICE };
enum { U = EKB_LEX_UNIT, F = EKB_LEX_FRONT, L = EKB_LEX_LEVEL, O = EKB_LEX_OWNER };

/* clang-format off */
static const word_entry words[] = {
    {"a", C}, {"about", C}, {"account", O}, {"activity", O}, {"actually", C}, {"advice", C},
    {"after", C | F}, {"afterwards", C}, {"again", C}, {"alert", L}, {"all", C}, {"also", C},
    {"always", C}, {"am", C | L}, {"an", C}, {"and", C}, {"another", C}, {"any", C}, {"anybody", C},
    {"anyone", C}, {"anything", C}, {"apparently", C}, {"appear", C}, {"appeared", C}, {"appears", C},
    {"appreciate", C}, {"appreciated", C}, {"apr", L}, {"are", C}, {"aren", N}, {"article", O},
    {"as", C}, {"asap", C}, {"ask", C}, {"asked", C}, {"asset", O}, {"at", C | F}, {"attempt", F},
    {"attempts", U}, {"aug", L}, {"basically", C}, {"batch", O}, {"be", C}, {"because", C}, {"been", C},
    {"before", C}, {"best", C}, {"blocks", U}, {"boss", C}, {"btw", C}, {"bug", O}, {"bugcheck", C | Q},
    {"build", F}, {"but", C}, {"by", C}, {"byte", U}, {"bytes", U}, {"came", C}, {"can", C},
    {"cannot", N}, {"cant", N}, {"cart", O}, {"channel", O}, {"chapter", F}, {"check", A},
    {"cheers", C}, {"click", C}, {"clicked", C}, {"clicking", C}, {"client", O}, {"code", C | Q},
    {"codes", C | Q}, {"codice", C | Q}, {"codigo", C | Q}, {"col", F}, {"colleague", C},
    {"colleagues", C}, {"column", F}, {"come", C}, {"complaining", C}, {"complains", C},
    {"connection", O}, {"connections", U}, {"consider", A}, {"console", C}, {"contact", A},
    {"copied", F}, {"correlation", O}, {"cost", F}, {"could", C}, {"couldn", N}, {"couldnt", N},
    {"count", F}, {"crit", L}, {"critical", L}, {"cst", L}, {"customer", C | O}, {"daemon", L},
    {"database", O}, {"day", C | U | F}, {"days", C | U}, {"dear", C}, {"debug", L}, {"dec", L},
    {"device", O}, {"dialog", C}, {"did", C}, {"didn", N}, {"didnt", N}, {"display", C},
    {"displayed", C}, {"displays", C}, {"do", C}, {"document", O}, {"does", C}, {"doesn", N},
    {"doesnt", N}, {"doing", C}, {"don", N}, {"done", C}, {"dont", N}, {"during", C}, {"edt", L},
    {"emerg", L}, {"employee", O}, {"ensure", A}, {"entries", U}, {"err", C | Q | L},
    {"errcode", C | Q}, {"erreur", C | Q}, {"errno", C | Q}, {"erro", C | Q}, {"error", C | Q | L},
    {"errorcode", C | Q}, {"errore", C | Q}, {"errors", C | Q}, {"est", L}, {"eur", U},
    {"event", L | O}, {"eventid", C | Q}, {"every", C | F}, {"everyone", C}, {"everything", C},
    {"exception", C | Q}, {"explain", C}, {"explained", C}, {"explanation", C}, {"face", C},
    {"facing", C}, {"fail", N}, {"failed", N}, {"failing", N}, {"fails", N}, {"failure", N},
    {"fatal", L}, {"fault", C | Q}, {"feb", L}, {"fehler", C | Q}, {"fehlercode", C | Q},
    {"fehlernummer", C | Q}, {"few", C}, {"figure", F}, {"file", U | O}, {"files", U}, {"fine", C},
    {"fix", C}, {"fixed", C}, {"folks", C}, {"following", C}, {"for", C}, {"found", C}, {"fri", L},
    {"friday", C}, {"from", C}, {"fyi", C}, {"gb", U}, {"get", C}, {"gets", C}, {"getting", C},
    {"ghz", U}, {"gib", U}, {"gid", F}, {"gives", C}, {"giving", C}, {"gmt", L}, {"got", C},
    {"gotten", C}, {"group", O}, {"guess", C}, {"guidance", C}, {"guys", C}, {"had", C}, {"hadn", N},
    {"happen", C}, {"happened", C}, {"happening", C}, {"happens", C}, {"has", C}, {"hasn", N},
    {"have", C}, {"having", C}, {"he", C}, {"hello", C}, {"help", C}, {"hey", C}, {"hi", C},
    {"hint", C}, {"hints", C}, {"hosts", U}, {"hour", U}, {"hours", U}, {"how", C}, {"hresult", C | Q},
    {"hz", U}, {"i", C}, {"id", C | Q}, {"idea", C}, {"ideas", C}, {"if", C | A}, {"im", C}, {"in", C},
    {"index", F}, {"info", L}, {"information", L}, {"instance", O}, {"into", C}, {"invoice", O},
    {"is", C}, {"isn", N}, {"isnt", N}, {"issue", C | O}, {"it", C}, {"item", U | F | O},
    {"items", U | F}, {"its", C}, {"ive", C}, {"jan", L}, {"job", F | O}, {"jul", L}, {"jun", L},
    {"just", C}, {"kb", U | F}, {"keep", C}, {"keeps", C}, {"kept", C}, {"kernel", L}, {"khz", U},
    {"kib", U}, {"know", C}, {"last", C}, {"later", C}, {"length", F}, {"let", C}, {"level", F | L},
    {"like", C}, {"line", C | U | F}, {"lines", U | F}, {"localhost", L}, {"log", C}, {"logs", C},
    {"look", C}, {"looks", C}, {"lookup", C}, {"machines", U}, {"made", C}, {"main", L},
    {"make", C | A}, {"many", C}, {"mar", L}, {"may", L}, {"maybe", C}, {"mb", U}, {"me", C},
    {"mean", C}, {"meaning", C}, {"means", C}, {"member", O}, {"message", C}, {"messages", C},
    {"mhz", U}, {"mib", U}, {"min", U}, {"mins", U}, {"minute", U}, {"minutes", U}, {"mon", L},
    {"monday", C}, {"month", U | F}, {"months", U}, {"morning", C}, {"ms", U}, {"msg", C},
    {"msgid", C | Q}, {"my", C}, {"need", C}, {"neither", N}, {"never", N}, {"new", C}, {"newbie", C},
    {"night", C}, {"no", C | Q | N}, {"nodes", U}, {"non", N}, {"none", N}, {"nor", N}, {"not", N},
    {"nothing", N}, {"notice", L}, {"nov", L}, {"now", C}, {"ntstatus", C | Q}, {"number", C | Q},
    {"object", U | O}, {"objects", U}, {"oct", L}, {"of", C}, {"off", C}, {"offset", F}, {"ok", C},
    {"okay", C}, {"on", C}, {"once", C}, {"one", C}, {"only", C}, {"or", C}, {"order", O},
    {"oserror", C | Q}, {"our", C}, {"out", C}, {"output", C}, {"over", C}, {"page", U | F | O},
    {"pages", U | F}, {"panic", L}, {"patch", C}, {"patched", C}, {"payment", O}, {"pdt", L},
    {"people", U}, {"percent", U}, {"perhaps", C}, {"phone", F}, {"pid", F}, {"please", C | A},
    {"pls", C}, {"plz", C}, {"pm", L}, {"pop", C}, {"popped", C}, {"pops", C}, {"popup", C},
    {"port", F}, {"portal", C}, {"position", F}, {"possible", C}, {"possibly", C}, {"price", F},
    {"probably", C}, {"problem", C}, {"process", F | O}, {"processed", F}, {"processes", U},
    {"product", O}, {"provider", O}, {"pst", L}, {"pt", U}, {"pull", O}, {"px", U}, {"query", O},
    {"question", C}, {"randomly", C}, {"rc", C | Q}, {"read", F}, {"reboot", C}, {"rebooted", C},
    {"received", F}, {"record", U | O}, {"records", U}, {"refer", A}, {"regarding", C}, {"regards", C},
    {"reinstall", A}, {"release", F}, {"report", C}, {"reported", C}, {"reporting", C}, {"reports", C},
    {"request", O}, {"resolve", C}, {"resolved", C}, {"restart", C | A}, {"restarted", C},
    {"ret", C | Q}, {"retries", U}, {"retry", A}, {"review", A}, {"rmb", U}, {"room", F},
    {"row", U | F | O}, {"rows", U | F}, {"run", C | A}, {"running", C}, {"s", U}, {"said", C},
    {"same", C}, {"sat", L}, {"saturday", C}, {"saw", C}, {"say", C}, {"saying", C}, {"says", C},
    {"screen", C}, {"sec", U}, {"second", U}, {"seconds", U}, {"secs", U}, {"sectors", U},
    {"see", C | A}, {"seeing", C}, {"seems", C}, {"seen", C}, {"sent", F}, {"sep", L}, {"servers", U},
    {"session", O}, {"severe", L}, {"she", C}, {"shouldn", N}, {"show", C}, {"showing", C},
    {"shown", C}, {"shows", C}, {"since", C}, {"size", F}, {"slot", F}, {"so", C}, {"solution", C},
    {"solve", C}, {"solved", C}, {"some", C}, {"somebody", C}, {"someone", C}, {"sometimes", C},
    {"sorry", C}, {"source", L}, {"span", O}, {"specify", A}, {"sqlstate", C | Q}, {"status", C | Q},
    {"step", F}, {"still", C}, {"stopcode", C | Q}, {"strange", C}, {"stuck", C}, {"student", O},
    {"suddenly", C}, {"suggestion", C}, {"suggestions", C}, {"sun", L}, {"sunday", C}, {"sure", C},
    {"table", F}, {"tables", U}, {"task", O}, {"tb", U}, {"team", C}, {"tel", F}, {"tell", C},
    {"tests", U}, {"than", C | F}, {"thank", C}, {"thanks", C}, {"that", C}, {"the", C}, {"their", C},
    {"them", C}, {"then", C}, {"there", C}, {"these", C}, {"they", C}, {"thing", C}, {"think", C},
    {"this", C}, {"those", C}, {"thread", F | L | O}, {"threads", U}, {"threw", C}, {"throwing", C},
    {"throws", C}, {"thu", L}, {"thursday", C}, {"thx", C}, {"ticket", O}, {"tid", F}, {"time", U},
    {"times", U}, {"to", C}, {"today", C}, {"tomorrow", C}, {"tonight", C}, {"too", C}, {"took", F},
    {"total", F}, {"trace", L | O}, {"transaction", O}, {"tried", C}, {"try", C | A}, {"trying", C},
    {"tue", L}, {"tuesday", C}, {"uid", F}, {"unable", N}, {"until", C}, {"up", C}, {"update", C},
    {"updated", C}, {"upgrade", C}, {"upgraded", C}, {"upgrading", C}, {"urgent", C}, {"us", C},
    {"usd", U}, {"use", C | A}, {"used", C}, {"user", C | O}, {"users", C | U}, {"using", C},
    {"utc", L}, {"v", F}, {"ver", F}, {"verbose", L}, {"verify", A}, {"version", F}, {"very", C},
    {"wait", A}, {"warn", L}, {"warning", L}, {"was", C}, {"wasn", N}, {"wasnt", N}, {"way", C},
    {"we", C}, {"wed", L}, {"wednesday", C}, {"week", C | U}, {"weekend", C}, {"weeks", U},
    {"weird", C}, {"well", C}, {"went", C}, {"were", C}, {"weren", N}, {"what", C}, {"whats", C},
    {"when", C}, {"whenever", C}, {"where", C}, {"which", C}, {"while", C}, {"who", C}, {"why", C},
    {"will", C}, {"win32", C | Q}, {"with", C}, {"without", N}, {"won", N}, {"wonder", C},
    {"wondering", C}, {"wont", N}, {"work", C}, {"worked", C}, {"works", C}, {"would", C}, {"wrote", F},
    {"year", U | F}, {"years", U}, {"yesterday", C}, {"yet", C}, {"you", C}, {"your", C}, {"yuan", U},
};

static const phrase_entry phrases[] = {
    {U"一个", C}, {U"一台", C}, {U"一样", C}, {U"一直", C}, {U"上", C}, {U"上面", C}, {U"下", C},
    {U"下面", C}, {U"不", N}, {U"不会", N}, {U"不允许", N}, {U"不可", N}, {U"不得", N}, {U"不支持", N},
    {U"不是", N}, {U"不能", N}, {U"不能用", C}, {U"不行", C}, {U"与", C}, {U"个", C | U},
    {U"个文件", U}, {U"中", C}, {U"为什么", C}, {U"么", C}, {U"之后", C}, {U"也", C}, {U"了", C},
    {U"事件", C | Q | O}, {U"事件id", O}, {U"事务", O}, {U"些", C}, {U"人", U}, {U"什么", C},
    {U"什么原因", C}, {U"什么情况", C}, {U"什么意思", C}, {U"什么错误", C}, {U"什么问题", C},
    {U"今天", C}, {U"从", C}, {U"从未", N}, {U"他", C}, {U"代号", C | Q}, {U"代码", C | Q},
    {U"以下", C}, {U"以后", C}, {U"件", U}, {U"价格", F}, {U"任务", O}, {U"份", U}, {U"会员", O},
    {U"会话", O}, {U"但", C}, {U"但是", C}, {U"位", U}, {U"作业", O}, {U"你", C}, {U"你好", C},
    {U"信息", C}, {U"倍", U}, {U"元", U}, {U"兆", U}, {U"先", C}, {U"公司", C}, {U"公里", U},
    {U"共", F}, {U"共复制", F}, {U"共计", F}, {U"关于", C}, {U"再", C}, {U"写着", C}, {U"几次", C},
    {U"出现", C}, {U"出现了", C}, {U"出错", C | Q}, {U"分", U}, {U"分机", F}, {U"分钟", U},
    {U"列", U | F}, {U"刚刚", C}, {U"刚才", C}, {U"到", C}, {U"前", C}, {U"勿", N}, {U"升级", C},
    {U"升级之后", C}, {U"升级后", C}, {U"原因", C}, {U"原因代码", C | Q}, {U"原因码", C | Q},
    {U"又", C}, {U"发票", O}, {U"叫", C}, {U"可是", C}, {U"可能", C}, {U"台", U}, {U"号", U},
    {U"号楼", U}, {U"号码", C | Q}, {U"各位", C}, {U"各位大佬", C}, {U"同事", C}, {U"同学", C},
    {U"名", U}, {U"后", C}, {U"吗", C}, {U"吧", C}, {U"呀", C}, {U"告诉我", C}, {U"员工", O},
    {U"员工编号", O}, {U"呢", C}, {U"周", U}, {U"咋", C}, {U"咋办", C}, {U"咋整", C}, {U"和", C},
    {U"哦", C}, {U"商品", O}, {U"啊", C}, {U"啥", C}, {U"啥意思", C}, {U"嗯", C}, {U"在", C},
    {U"在线等", C}, {U"地", C}, {U"块", U}, {U"处理", C}, {U"处理啊", C}, {U"复制", F}, {U"多谢", C},
    {U"大佬", C}, {U"大佬们", C}, {U"大家", C}, {U"大家好", C}, {U"大小", F}, {U"大神", C},
    {U"大约", F}, {U"天", U}, {U"失败", N}, {U"失败代码", C | Q}, {U"套", U}, {U"好像", C},
    {U"好几次", C}, {U"如下", C}, {U"如何", C}, {U"如何修复", C}, {U"如何处理", C}, {U"如何解决", C},
    {U"如果该问题仍然存在", A}, {U"如果问题", A}, {U"如果问题仍然存在", A}, {U"字节", U}, {U"学生", O},
    {U"它", C}, {U"安装后", C}, {U"完整", C}, {U"完整的报错信息如下", C}, {U"实例", O},
    {U"客户", C | O}, {U"客户反馈", C}, {U"客户端", O}, {U"客户编号", O}, {U"客户说", C}, {U"对", C},
    {U"对象", O}, {U"小时", U}, {U"小时前", U}, {U"尚未", N}, {U"尝试", A}, {U"就", C}, {U"就是", C},
    {U"尺寸", F}, {U"层", U}, {U"届", U}, {U"岁", U}, {U"工单", O}, {U"已复制", F}, {U"已经", C},
    {U"帮忙", C}, {U"帮我", C}, {U"帮查", C}, {U"帮看", C}, {U"年", U}, {U"并未", N}, {U"应该", C},
    {U"建议", A}, {U"异常", C | Q}, {U"异常码", C | Q}, {U"张", U}, {U"弹出", C}, {U"弹窗", C},
    {U"得", C}, {U"得到", C}, {U"微秒", U}, {U"怎么", C}, {U"怎么修", C}, {U"怎么修复", C},
    {U"怎么办", C}, {U"怎么回事", C}, {U"怎么处理", C}, {U"怎么解决", C}, {U"怎样", C}, {U"急", C},
    {U"总共", F}, {U"总是", C}, {U"您", C}, {U"您好", C}, {U"想", C}, {U"意思", C}, {U"感谢", C},
    {U"我", C}, {U"我们", C}, {U"我的", C}, {U"或", C}, {U"房间", F}, {U"执行", C}, {U"执行的时候", C},
    {U"批", U}, {U"把", C}, {U"报", C}, {U"报了", C}, {U"报出", C}, {U"报这个", C}, {U"报错", C | Q},
    {U"报错信息", C}, {U"报错码", C | Q}, {U"拒绝", N}, {U"提示", C}, {U"搜一下", C}, {U"搜下", C},
    {U"操作时", C}, {U"收到", C}, {U"故障代码", C | Q}, {U"故障码", C | Q}, {U"数字是", C},
    {U"数据库", O}, {U"数量", F}, {U"文件", O}, {U"无", N}, {U"无法", N}, {U"日", U}, {U"日志", C},
    {U"日志中", C}, {U"日志里", C}, {U"时", C}, {U"时候", C}, {U"昨天", C}, {U"是", C}, {U"是不是", C},
    {U"是什么", C}, {U"是什么原因", C}, {U"是什么意思", C}, {U"是否", C}, {U"是啥意思", C},
    {U"显示", C}, {U"更新后", C}, {U"最多", F}, {U"最近", C}, {U"月", U}, {U"有", C}, {U"有人", C},
    {U"有时", C}, {U"有没有", C}, {U"有没有人", C}, {U"服务器上", C}, {U"期", U}, {U"未", N},
    {U"未能", N}, {U"机器上", C}, {U"条", U}, {U"某", C}, {U"查一下", C}, {U"查下", C}, {U"查查", C},
    {U"查询", O}, {U"标识", C | Q}, {U"标识符", C | Q}, {U"检查", A}, {U"次", U}, {U"步", U},
    {U"步骤", F}, {U"每次", C}, {U"毫秒", U}, {U"求助", C}, {U"求教", C}, {U"求解", C}, {U"求解释", C},
    {U"没", N}, {U"没有", N}, {U"没用", C}, {U"活动", O}, {U"测试环境", C}, {U"点", U}, {U"然后", C},
    {U"版本", F}, {U"版本号", F}, {U"状态码", C | Q}, {U"环境", C}, {U"现场", C}, {U"生产环境", C},
    {U"用", C}, {U"用户", O}, {U"用户反馈", C}, {U"用户编号", O}, {U"用户说", C}, {U"用时", F},
    {U"电脑上", C}, {U"电话", F}, {U"的", C}, {U"的时候", C}, {U"看一下", C}, {U"看下", C},
    {U"看到", C}, {U"看看", C}, {U"知道", C}, {U"确保", A}, {U"碰到", C}, {U"碰到过", C}, {U"禁止", N},
    {U"种", U}, {U"秒", U}, {U"秒钟", U}, {U"突然", C}, {U"章", U}, {U"端口", F}, {U"端口号", F},
    {U"第", F}, {U"米", U}, {U"系统里", C}, {U"约", F}, {U"级", U}, {U"线程", F | O}, {U"经常", C},
    {U"给", C}, {U"编号", C | Q}, {U"编码", C | Q}, {U"老师", C}, {U"老是", C}, {U"而且", C},
    {U"耗时", F}, {U"联系", A}, {U"至少", F}, {U"节", U}, {U"行", U | F}, {U"被", C}, {U"要", C},
    {U"见过", C}, {U"解决", C}, {U"解决啊", C}, {U"解释一下", C}, {U"订单", O}, {U"订单编号", O},
    {U"让", C}, {U"记录", O}, {U"讲一下", C}, {U"设备", O}, {U"识别号", C | Q}, {U"识别码", C | Q},
    {U"试", C}, {U"试了", C}, {U"试过", C}, {U"说", C}, {U"说一下", C}, {U"说是", C}, {U"请", A},
    {U"请与", A}, {U"请使用", A}, {U"请参阅", A}, {U"请尝试", A}, {U"请查", C}, {U"请查一下", C},
    {U"请检查", A}, {U"请求", O}, {U"请确保", A}, {U"请稍后", A}, {U"请联系", A}, {U"请过些时间", A},
    {U"请重试", A}, {U"请问", C}, {U"谢谢", C}, {U"账号", O}, {U"账户", O}, {U"超过", F}, {U"跳出", C},
    {U"跳过", F}, {U"运行", C}, {U"运行的时候", C}, {U"返回", C}, {U"返回代码", C | Q},
    {U"返回值", C | Q}, {U"返回码", C | Q}, {U"还", C}, {U"还是", C}, {U"还是不行", C}, {U"这个", C},
    {U"这台", C}, {U"这样", C}, {U"这种", C}, {U"进程", F | O}, {U"连接", O}, {U"退出代码", C | Q},
    {U"退出码", C | Q}, {U"遇到", C}, {U"遇到过", C}, {U"那个", C}, {U"那台", C}, {U"都", C},
    {U"都一样", C}, {U"里", C}, {U"里面", C}, {U"重启", C}, {U"重启后", C}, {U"重试", C | A},
    {U"错", C | Q}, {U"错误", C | Q}, {U"错误代码", C | Q}, {U"错误信息", C | Q}, {U"错误号", C | Q},
    {U"错误提示", C | Q}, {U"错误消息", C | Q}, {U"错误码", C | Q}, {U"错误编号", C | Q},
    {U"错误识别码", C | Q}, {U"长度", F}, {U"问一下", C}, {U"问下", C}, {U"问题", C}, {U"非", N},
    {U"页", U | F}, {U"页面", O}, {U"项", U}, {U"领导", C}, {U"麻烦", C},
};

/* clang-format on */

static int compare_word(const uint32_t *chars, size_t length, const char *word)
{
    for (size_t i = 0;; i++) {
        uint32_t left = i < length ? chars[i] : 0, right = (unsigned char)word[i];
        if (left != right)
            return left < right ? -1 : 1;
        if (left == 0)
            return 0;
    }
}

unsigned ekb_lexicon_word(const uint32_t *chars, size_t length)
{
    size_t low = 0, high = sizeof words / sizeof *words;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_word(chars, length, words[middle].word);
        if (order == 0)
            return words[middle].flags;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

/* First phrase whose first character is not below `c`. Every ideograph of every
 * text is sought here, so the halving goes without branches to be guessed. */
static size_t first_phrase(uint32_t c)
{
    size_t low = 0, left = sizeof phrases / sizeof *phrases;
    while (left > 1) {
        size_t half = left / 2;
        low += phrases[low + half - 1].phrase[0] < c ? half : 0;
        left -= half;
    }
    return low + (phrases[low].phrase[0] < c);
}

static size_t phrase_fits(const char32_t *phrase, const uint32_t *chars, size_t length)
{
    size_t i = 0;
    for (; phrase[i] != 0; i++)
        if (i >= length || phrase[i] != chars[i])
            return 0;
    return i;
}

size_t ekb_lexicon_phrase(const uint32_t *chars, size_t length, unsigned *flags)
{
    size_t best = 0;
    size_t end = sizeof phrases / sizeof *phrases;
    for (size_t i = length > 0 ? first_phrase(chars[0]) : end; i < end && phrases[i].phrase[0] == chars[0];
         i++) {
        size_t fits = phrase_fits(phrases[i].phrase, chars, length);
        if (fits > best) {
            best = fits;
            *flags = phrases[i].flags;
        }
    }
    return best;
}

void ekb_lexicon_mark(const ekb_folded *text, ekb_tokens *tokens)
{
    for (size_t t = 0; t < tokens->count;) {
        ekb_token *token = &tokens->items[t];
        unsigned flags = 0;
        size_t n = token->kind == EKB_TOKEN_HAN
                       ? ekb_lexicon_phrase(text->chars + token->start, text->length - token->start, &flags)
                       : 0;
        if (n == 0) {
            t++;
            continue;
        }
        for (; n > 0 && t < tokens->count; n--, t++)
            tokens->items[t].flags = (uint8_t)flags;
    }
}
