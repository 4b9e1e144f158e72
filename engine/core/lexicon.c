/* SPDX-License-Identifier: MIT */
/* Both tables are sorted: words by bytes, phrases by code points. Their texts
   stand in the rows, so that halving touches the table alone. */
#include "lexicon.h"

#include <uchar.h>

typedef struct word_entry {
    char word[16];
    unsigned short flags;
} word_entry;

typedef struct phrase_entry {
    char32_t phrase[12];
    unsigned short flags;
} phrase_entry;

enum { C = EKB_LEX_CHATTER, Q = EKB_LEX_CUE, N = EKB_LEX_NEGATION, A = EKB_LEX_ADVICE };
enum { U = EKB_LEX_UNIT, F = EKB_LEX_FRONT, L = EKB_LEX_LEVEL, O = EKB_LEX_OWNER };
enum { M = EKB_LEX_MEASURE, B = EKB_LEX_FAULT, S = EKB_LEX_SUCCESS, H = EKB_LEX_DOING };
enum { X = EKB_LEX_UNABLE, Y = EKB_LEX_FAILED, T = EKB_LEX_TURN };
enum { K = EKB_LEX_MIND };

/* clang-format off */
static const word_entry words[] = {
    {"a", C}, {"able", C | H}, {"abort", B}, {"aborted", B}, {"aborts", B}, {"about", C}, {"absent", B},
    {"account", O}, {"acre", U}, {"acres", U}, {"activity", O}, {"actually", C}, {"advice", C},
    {"after", C | F}, {"afterwards", C}, {"again", C}, {"age", F}, {"aged", F}, {"alert", L}, {"all", C},
    {"also", C}, {"although", C | T}, {"always", C}, {"am", C | L}, {"amp", U},
    {"ampere", U}, {"amperes", U}, {"amps", U},
    {"an", C}, {"and", C | T}, {"another", C}, {"any", C}, {"anybody", C}, {"anyone", C}, {"anything", C},
    {"apartment", F}, {"apartments", U}, {"apparently", C}, {"appear", C}, {"appeared", C},
    {"appears", C}, {"appreciate", C}, {"appreciated", C}, {"apr", L}, {"apt", F}, {"are", C},
    {"area", O}, {"aren", N}, {"article", O}, {"as", C}, {"asap", C}, {"ask", C}, {"asked", C},
    {"asset", O}, {"at", C | F}, {"attempt", F}, {"attempts", U}, {"aug", L}, {"backups", U}, {"bad", B},
    {"bags", U}, {"barrel", U}, {"barrels", U}, {"bars", U}, {"basically", C}, {"batch", O}, {"be", C},
    {"because", C | T}, {"beds", U}, {"been", C}, {"before", C}, {"best", C}, {"bikes", U}, {"bit", U},
    {"bits", U}, {"blocked", B}, {"blocking", B}, {"blocks", U | B}, {"booking", O}, {"books", U},
    {"boss", C}, {"bottle", U}, {"bottles", U}, {"boxes", U}, {"bps", U}, {"broken", B}, {"btw", C},
    {"bucks", U}, {"bug", O}, {"bugcheck", C | Q}, {"build", F}, {"buildings", U}, {"bus", U | F},
    {"buses", U}, {"but", C | T}, {"by", C}, {"byte", U}, {"bytes", U}, {"cal", U}, {"calls", U},
    {"calorie", U}, {"calories", U}, {"came", C}, {"can", C | H}, {"cannot", N | X}, {"cant", N | X},
    {"car", U},
    {"cars", U}, {"cart", O}, {"carton", U}, {"cartons", U}, {"cases", U}, {"cells", U}, {"celsius", U},
    {"cent", U}, {"centimeter", U}, {"centimeters", U}, {"centimetre", U}, {"centimetres", U},
    {"cents", U}, {"centuries", U}, {"century", U}, {"channel", O}, {"chapter", F}, {"character", U},
    {"characters", U}, {"chars", U}, {"check", A}, {"cheers", C}, {"click", C}, {"clicked", C},
    {"clicking", C}, {"clicks", U}, {"client", O}, {"clients", U}, {"clue", C | K}, {"cm", U}, {"cny", U},
    {"code", C | Q}, {"codes", C | Q}, {"codice", C | Q}, {"codigo", C | Q}, {"col", F},
    {"colleague", C}, {"colleagues", C}, {"color", O}, {"colour", O}, {"column", F}, {"columns", U},
    {"come", C}, {"comments", U}, {"commits", U}, {"complaining", C}, {"complains", C},
    {"confirmation", O}, {"conflict", B}, {"conflicts", B}, {"connection", O}, {"connections", U},
    {"consider", A}, {"console", C}, {"contact", A}, {"copied", F}, {"copies", U}, {"cores", U},
    {"correlation", O}, {"corrupt", B}, {"corrupted", B}, {"corruption", B}, {"cost", F},
    {"could", C | H}, {"couldn", N | X}, {"couldnt", N | X}, {"count", F}, {"country", O}, {"coupon", O},
    {"coworker", C}, {"coworkers", C}, {"cpus", U}, {"crash", B}, {"crashed", B}, {"crashes", B},
    {"crit", L}, {"critical", L | B}, {"cst", L}, {"cubic", U}, {"customer", C | O}, {"customers", U},
    {"daemon", L}, {"damaged", B}, {"database", O}, {"day", C | U | F}, {"days", C | U}, {"dead", B},
    {"dear", C}, {"debug", L}, {"dec", L}, {"decade", U}, {"decades", U}, {"decibel", U},
    {"decibels", U}, {"deg", U}, {"degree", U}, {"degrees", U}, {"denied", B}, {"denies", B},
    {"device", O}, {"devices", U}, {"dial", O}, {"dialing", O}, {"dialling", O}, {"dialog", C},
    {"did", C}, {"didn", N | X}, {"didnt", N | X}, {"directories", U}, {"disabled", B}, {"disables", B},
    {"discount", O}, {"disks", U}, {"display", C}, {"displayed", C}, {"displays", C}, {"do", C},
    {"document", O}, {"does", C}, {"doesn", N}, {"doesnt", N}, {"doing", C}, {"dollar", U},
    {"dollars", U}, {"don", N}, {"done", C}, {"dont", N}, {"downloads", U}, {"dozen", U}, {"dozens", U},
    {"dpi", U}, {"drives", U}, {"duplicate", B}, {"during", C}, {"eb", U}, {"edt", L}, {"elements", U},
    {"emails", U}, {"emerg", L}, {"employee", O}, {"employees", U}, {"ensure", A}, {"entries", U},
    {"err", C | Q | L | B}, {"errcode", C | Q}, {"erreur", C | Q | B}, {"errno", C | Q},
    {"erro", C | Q | B}, {"error", C | Q | L | B}, {"errorcode", C | Q}, {"errore", C | Q | B},
    {"errors", C | Q | B}, {"est", L}, {"eur", U}, {"euro", U}, {"euros", U}, {"event", L | O},
    {"eventid", C | Q}, {"events", U}, {"every", C | F}, {"everyone", C}, {"everything", C},
    {"exceeded", B}, {"exceeds", B}, {"exception", C | Q | B}, {"exhausted", B}, {"expired", B},
    {"explain", C}, {"explained", C}, {"explanation", C}, {"ext", F}, {"extension", F}, {"face", C},
    {"facing", C}, {"fahrenheit", U}, {"fail", N | Y}, {"failed", N | Y}, {"failing", N | Y},
    {"fails", N | Y}, {"failure", N}, {"failures", B}, {"fatal", L | B}, {"fault", C | Q | B},
    {"fax", F}, {"feb", L},
    {"feet", U}, {"fehler", C | Q | B}, {"fehlercode", C | Q | B}, {"fehlernummer", C | Q}, {"few", C},
    {"fields", U}, {"figure", F}, {"file", U | O}, {"files", U}, {"fine", C}, {"fix", C}, {"fixed", C},
    {"flat", F}, {"flight", F}, {"floor", F}, {"floors", U}, {"folders", U}, {"folks", C},
    {"followers", U}, {"following", C}, {"foot", U}, {"for", C}, {"forbidden", B}, {"forgot", B},
    {"forgotten", B}, {"fortnight", U}, {"fortnights", U}, {"found", C}, {"fps", U}, {"frames", U},
    {"franc", U}, {"francs", U}, {"fri", L}, {"friday", C}, {"from", C}, {"ft", U}, {"full", B},
    {"fyi", C}, {"g", U}, {"gallon", U}, {"gallons", U}, {"gate", F}, {"gb", U}, {"gbit", U},
    {"gbits", U}, {"gbp", U}, {"gbps", U}, {"get", C}, {"gets", C}, {"getting", C}, {"ghz", U},
    {"gib", U}, {"gid", F}, {"gift", O}, {"gigahertz", U}, {"gives", C}, {"giving", C}, {"gmt", L},
    {"gone", B}, {"got", C}, {"gotten", C}, {"gram", U}, {"grams", U}, {"group", O}, {"guess", C},
    {"guests", U}, {"guidance", C}, {"guys", C}, {"h", U}, {"had", C}, {"hadn", N}, {"hang", B},
    {"hangs", B}, {"happen", C}, {"happened", C}, {"happening", C}, {"happens", C}, {"has", C},
    {"hasn", N}, {"have", C}, {"having", C}, {"he", C}, {"hectare", U}, {"hectares", U}, {"hello", C},
    {"help", C}, {"helpdesk", C}, {"hertz", U}, {"hey", C}, {"hi", C}, {"highway", F}, {"hint", C},
    {"hints", C}, {"hits", U}, {"hkd", U}, {"hosts", U}, {"hour", U}, {"hours", U}, {"houses", U},
    {"how", C | H}, {"however", C | T}, {"hresult", C | Q}, {"hrs", U}, {"hung", B}, {"hz", U},
    {"i", C}, {"id", C | Q},
    {"idea", C | K}, {"ideas", C | K}, {"if", C | A}, {"illegal", B}, {"im", C}, {"in", C}, {"inch", U},
    {"inches", U}, {"incompatible", B}, {"incomplete", B}, {"inconsistent", B}, {"incorrect", B},
    {"incorrectly", B}, {"index", F}, {"info", L}, {"information", L}, {"instance", O},
    {"insufficient", B}, {"interrupted", B}, {"into", C}, {"invalid", B}, {"invoice", O},
    {"invoices", U}, {"is", C}, {"isbn", F}, {"isn", N}, {"isnt", N}, {"issue", C | O | B},
    {"issues", B}, {"it", C}, {"item", U | F | O}, {"items", U | F}, {"its", C}, {"ive", C}, {"jan", L},
    {"job", F | O}, {"jobs", U}, {"joule", U}, {"joules", U}, {"jpy", U}, {"jul", L}, {"jun", L},
    {"just", C}, {"kb", U | F}, {"kbit", U}, {"kbits", U}, {"kbps", U}, {"kcal", U}, {"keep", C},
    {"keeps", C}, {"kelvin", U}, {"kept", C}, {"kernel", L}, {"keys", U}, {"kg", U}, {"khz", U},
    {"kib", U}, {"killed", B}, {"kilo", U}, {"kilogram", U}, {"kilograms", U}, {"kilohertz", U},
    {"kilometer", U}, {"kilometers", U}, {"kilometre", U}, {"kilometres", U}, {"kilos", U},
    {"kilowatt", U}, {"kilowatts", U}, {"kj", U}, {"km", U}, {"kmh", U}, {"knots", U}, {"know", C | K},
    {"kpa", U}, {"kph", U}, {"kv", U}, {"kw", U}, {"kwh", U}, {"l", U}, {"lack", B}, {"lacking", B},
    {"lacks", B}, {"last", C}, {"later", C}, {"lb", U}, {"lbs", U}, {"length", F}, {"let", C},
    {"letters", U}, {"level", F | L}, {"like", C}, {"likes", U}, {"line", C | U | F}, {"lines", U | F},
    {"liter", U}, {"liters", U}, {"litre", U}, {"litres", U}, {"localhost", L}, {"log", C}, {"logs", C},
    {"look", C}, {"looks", C}, {"lookup", C}, {"lost", B}, {"lumens", U}, {"lux", U}, {"m", U},
    {"ma", U}, {"machines", U}, {"made", C}, {"mah", U}, {"mails", U}, {"main", L}, {"make", C | A},
    {"malformed", B}, {"managed", S}, {"many", C}, {"mar", L}, {"may", L}, {"maybe", C}, {"mb", U},
    {"mbit", U},
    {"mbits", U}, {"mbps", U}, {"me", C}, {"mean", C}, {"meaning", C}, {"means", C}, {"megahertz", U},
    {"megawatt", U}, {"megawatts", U}, {"member", O}, {"members", U}, {"message", C}, {"messages", C},
    {"meter", U}, {"meters", U}, {"metre", U}, {"metres", U}, {"mg", U}, {"mhz", U}, {"mib", U},
    {"micron", U}, {"microns", U}, {"microsecond", U}, {"microseconds", U}, {"mile", U}, {"miles", U},
    {"milligram", U}, {"milligrams", U}, {"milliliter", U}, {"milliliters", U}, {"millimeter", U},
    {"millimeters", U}, {"millimetre", U}, {"millimetres", U}, {"millisecond", U}, {"milliseconds", U},
    {"min", U}, {"mins", U}, {"minute", U}, {"minutes", U}, {"mismatch", B}, {"missing", B}, {"ml", U},
    {"mm", U}, {"mobile", F}, {"mon", L}, {"monday", C}, {"month", U | F}, {"months", U}, {"morning", C},
    {"mpa", U}, {"mph", U}, {"ms", U}, {"msec", U}, {"msg", C}, {"msgid", C | Q}, {"mv", U}, {"mw", U},
    {"mwh", U}, {"my", C}, {"nanometer", U}, {"nanometers", U}, {"nanosecond", U}, {"nanoseconds", U},
    {"need", C}, {"neither", N}, {"never", N}, {"new", C}, {"newbie", C}, {"newton", U}, {"newtons", U},
    {"night", C}, {"nm", U}, {"no", C | Q | N}, {"nodes", U}, {"non", N}, {"none", N}, {"nor", N},
    {"not", N | X}, {"nothing", N}, {"notice", L}, {"nov", L}, {"now", C}, {"ns", U}, {"ntstatus", C | Q},
    {"number", C | Q}, {"object", U | O}, {"objects", U}, {"oct", L}, {"octets", U}, {"of", C},
    {"off", C}, {"offset", F}, {"ohm", U}, {"ohms", U}, {"ok", C}, {"okay", C}, {"on", C}, {"once", C},
    {"one", C}, {"only", C}, {"or", C}, {"order", O}, {"orders", U}, {"oserror", C | Q}, {"ounce", U},
    {"ounces", U}, {"our", C}, {"out", C}, {"outdated", B}, {"output", C}, {"over", C}, {"oz", U},
    {"pa", U}, {"packages", U}, {"packet", U}, {"packets", U}, {"packs", U}, {"page", U | F | O},
    {"pages", U | F}, {"pairs", U}, {"panic", L | B}, {"partitions", U}, {"pascal", U}, {"pascals", U},
    {"passengers", U}, {"patch", C}, {"patched", C}, {"payment", O}, {"pb", U}, {"pcs", U}, {"pct", U},
    {"pdt", L}, {"people", U}, {"percent", U}, {"perhaps", C}, {"permille", U}, {"persons", U},
    {"phone", F}, {"pid", F}, {"piece", U}, {"pieces", U}, {"pin", O}, {"pint", U}, {"pints", U},
    {"pixel", U}, {"pixels", U}, {"platform", F}, {"players", U}, {"please", C | A}, {"pls", C},
    {"plz", C}, {"pm", L}, {"points", U}, {"pop", C}, {"popped", C}, {"pops", C}, {"population", F},
    {"popup", C}, {"port", F}, {"portal", C}, {"position", F}, {"possible", C}, {"possibly", C},
    {"postal", O}, {"postcode", F}, {"pound", U}, {"pounds", U}, {"ppi", U}, {"price", F},
    {"probably", C}, {"problem", C | B}, {"problems", B}, {"process", F | O}, {"processed", F},
    {"processes", U}, {"product", O}, {"promo", O}, {"promotional", O}, {"provider", O}, {"psi", U},
    {"pst", L}, {"pt", U}, {"pull", O}, {"px", U}, {"quart", U}, {"quarter", U}, {"quarters", U},
    {"quarts", U}, {"queries", U}, {"query", O}, {"question", C}, {"randomly", C}, {"rc", C | Q},
    {"read", F}, {"reboot", C}, {"rebooted", C}, {"received", F}, {"record", U | O}, {"records", U},
    {"refer", A}, {"refused", B}, {"refuses", B}, {"regarding", C}, {"regards", C}, {"reinstall", A},
    {"rejected", B}, {"rejecting", B}, {"rejects", B}, {"release", F}, {"report", C}, {"reported", C},
    {"reporting", C}, {"reports", C}, {"request", O}, {"requests", U}, {"reservation", O},
    {"residents", U}, {"resolve", C}, {"resolved", C}, {"responses", U}, {"restart", C | A},
    {"restarted", C}, {"restricted", B}, {"ret", C | Q}, {"retries", U}, {"retry", A}, {"review", A},
    {"rmb", U}, {"room", F}, {"rooms", U}, {"route", F}, {"row", U | F | O}, {"rows", U | F}, {"rpm", U},
    {"ruble", U}, {"rubles", U}, {"rules", U}, {"run", C | A}, {"running", C}, {"rupee", U},
    {"rupees", U}, {"s", U}, {"said", C}, {"same", C}, {"samples", U}, {"sat", L}, {"saturday", C},
    {"saw", C}, {"say", C}, {"saying", C}, {"says", C}, {"screen", C}, {"seat", F}, {"seats", U},
    {"sec", U}, {"second", U}, {"seconds", U}, {"secs", U}, {"sectors", U}, {"see", C | A},
    {"seeing", C}, {"seems", C}, {"seen", C}, {"sent", F}, {"sep", L}, {"serial", O}, {"servers", U},
    {"session", O}, {"sessions", U}, {"sets", U}, {"severe", L | B}, {"shares", U}, {"she", C},
    {"sheets", U}, {"shouldn", N}, {"show", C}, {"showing", C}, {"shown", C}, {"shows", C}, {"since", C},
    {"size", F}, {"sku", F}, {"slot", F}, {"sms", U}, {"snapshots", U}, {"so", C | T}, {"solution", C},
    {"solve", C}, {"solved", C}, {"some", C}, {"somebody", C}, {"someone", C}, {"sometimes", C},
    {"sorry", C}, {"source", L}, {"span", O}, {"specify", A}, {"sq", U}, {"sqft", U},
    {"sqlstate", C | Q}, {"sqm", U}, {"square", U}, {"stale", B}, {"status", C | Q}, {"step", F},
    {"steps", U}, {"sterling", U}, {"still", C}, {"stock", O}, {"stopcode", C | Q}, {"stopped", B},
    {"stops", B}, {"storeys", U}, {"strange", C}, {"streams", U}, {"stuck", C | B}, {"student", O},
    {"students", U}, {"subscribers", U}, {"succeed", S}, {"succeeded", S}, {"succeeds", S},
    {"success", S}, {"successful", S}, {"successfully", S}, {"suddenly", C}, {"suggestion", C},
    {"suggestions", C}, {"suite", F}, {"sun", L}, {"sunday", C}, {"sure", C | K}, {"t", U}, {"table", F},
    {"tables", U}, {"task", O}, {"tasks", U}, {"tax", O}, {"tb", U}, {"team", C}, {"tel", F},
    {"tell", C}, {"terminated", B}, {"tests", U}, {"than", C | F}, {"thank", C}, {"thanks", C},
    {"that", C}, {"the", C}, {"their", C}, {"them", C}, {"then", C}, {"there", C}, {"these", C},
    {"they", C}, {"thing", C}, {"think", C}, {"this", C}, {"those", C}, {"though", C | T},
    {"thread", F | L | O},
    {"threads", U}, {"threw", C}, {"throwing", C}, {"throws", C}, {"thu", L}, {"thursday", C},
    {"thx", C}, {"tib", U}, {"ticket", O}, {"tickets", U}, {"tid", F}, {"time", U}, {"timeout", B},
    {"timeouts", B}, {"times", U}, {"to", C}, {"today", C}, {"told", C}, {"tomorrow", C}, {"ton", U},
    {"tonight", C}, {"tonne", U}, {"tonnes", U}, {"tons", U}, {"too", C | B}, {"took", F}, {"total", F},
    {"trace", L | O}, {"tracking", O}, {"transaction", O}, {"transactions", U}, {"tried", C},
    {"trouble", B}, {"troubleshoot", B}, {"truck", U}, {"trucks", U}, {"try", C | A}, {"trying", C},
    {"tue", L}, {"tuesday", C}, {"uid", F}, {"unable", N | X}, {"unauthorized", B}, {"unavailable", B},
    {"undefined", B}, {"understand", C | K}, {"undetermined", B}, {"unexpected", B}, {"units", U},
    {"unknown", B},
    {"unreachable", B}, {"unreadable", B}, {"unsuccessful", B}, {"unsuccessfully", B},
    {"unsupported", B}, {"until", C}, {"up", C}, {"update", C}, {"updated", C}, {"upgrade", C},
    {"upgraded", C}, {"upgrading", C}, {"urgent", C}, {"us", C}, {"usd", U}, {"use", C | A}, {"usec", U},
    {"used", C}, {"user", C | O}, {"users", C | U}, {"using", C}, {"utc", L}, {"v", F}, {"values", U},
    {"vehicles", U}, {"ver", F}, {"verbose", L}, {"verification", O}, {"verify", A}, {"version", F},
    {"very", C}, {"views", U}, {"visitors", U}, {"visits", U}, {"volt", U}, {"volts", U}, {"volumes", U},
    {"voters", U}, {"votes", U}, {"voucher", O}, {"wait", A}, {"warn", L}, {"warning", L}, {"was", C},
    {"wasn", N}, {"wasnt", N}, {"watt", U}, {"watts", U}, {"way", C}, {"we", C}, {"wed", L},
    {"wednesday", C}, {"week", C | U}, {"weekend", C}, {"weeks", U}, {"weird", C}, {"well", C},
    {"went", C}, {"were", C}, {"weren", N}, {"wh", U}, {"what", C}, {"whats", C}, {"when", C},
    {"whenever", C}, {"where", C | H}, {"which", C}, {"while", C | T}, {"who", C}, {"why", C}, {"will", C},
    {"win32", C | Q}, {"with", C}, {"without", N}, {"won", N | X}, {"wonder", C}, {"wondering", C},
    {"wont", N | X}, {"words", U}, {"work", C}, {"worked", C}, {"works", C}, {"would", C}, {"wrong", B},
    {"wrongly", B}, {"wrote", F}, {"yard", U}, {"yards", U}, {"yd", U}, {"year", U | F}, {"years", U},
    {"yen", U}, {"yesterday", C}, {"yet", C}, {"you", C}, {"your", C}, {"yuan", U}, {"zip", O},
    {"zipcode", F},
};

static const phrase_entry phrases[] = {
    {U"一个", C}, {U"一台", C}, {U"一早", C}, {U"一样", C}, {U"一直", C}, {U"万", M}, {U"万元", U},
    {U"丈", M},
    {U"上", C}, {U"上午", C}, {U"上周", C}, {U"上限", B}, {U"上面", C}, {U"下", C}, {U"下午", C},
    {U"下面", C}, {U"不", N}, {U"不会", N},
    {U"不允许", N}, {U"不可", N}, {U"不够", N | B}, {U"不得", N}, {U"不支持", N}, {U"不是", N},
    {U"不能", N | X}, {U"不能用", C}, {U"不行", C}, {U"不见", N | B}, {U"不足", N | B}, {U"不过", T},
    {U"与", C},
    {U"世纪", U}, {U"丛", M}, {U"丢", B}, {U"丢失", B}, {U"两", M}, {U"个", C | U}, {U"个文件", U},
    {U"中", C}, {U"中断", B}, {U"串", M}, {U"丸", M}, {U"为什么", C}, {U"么", C}, {U"之后", C},
    {U"乘", M}, {U"也", C}, {U"了", C}, {U"事件", C | Q | O}, {U"事件id", O}, {U"事务", O}, {U"井", M},
    {U"些", C}, {U"亩", M}, {U"人", U}, {U"人数", F}, {U"人次", U}, {U"人民币", U}, {U"亿", M},
    {U"亿元", U}, {U"什么", C}, {U"什么原因", C}, {U"什么情况", C}, {U"什么意思", C}, {U"什么错误", C},
    {U"什么问题", C}, {U"今天", C}, {U"今日", C}, {U"今早", C}, {U"今晚", C}, {U"今晨", C}, {U"仍", C | T},
    {U"仍然", C | T}, {U"从", C}, {U"从未", N}, {U"他", C}, {U"代", M}, {U"代号", C | Q},
    {U"代码", C | Q}, {U"以下", C}, {U"以后", C}, {U"件", U}, {U"价格", F}, {U"任", M}, {U"任务", O},
    {U"份", U}, {U"伏", M}, {U"伏特", U}, {U"优惠码", F}, {U"伙", M}, {U"会员", O}, {U"会议号", F},
    {U"会议室", F}, {U"会话", O}, {U"传真", F}, {U"但", C | T}, {U"但是", C | T}, {U"位", U}, {U"低于", B},
    {U"作业", O}, {U"你", C}, {U"你好", C}, {U"例", M}, {U"信息", C}, {U"信箱", F}, {U"倍", U},
    {U"停止", B}, {U"停用", B}, {U"像素", U}, {U"元", U}, {U"元钱", U}, {U"兆", U}, {U"兆字节", U},
    {U"兆帕", U}, {U"兆瓦", U}, {U"兆赫", U}, {U"先", C}, {U"光年", U}, {U"克", M}, {U"公交", F},
    {U"公升", U}, {U"公司", C}, {U"公吨", U}, {U"公斤", U}, {U"公路", U}, {U"公里", U}, {U"公里处", U},
    {U"公顷", U}, {U"共", F}, {U"共复制", F}, {U"共计", F}, {U"关于", C}, {U"具", M}, {U"册", M},
    {U"再", C}, {U"写着", C}, {U"军", M}, {U"冲突", B}, {U"准考证号", F}, {U"凌晨", C}, {U"几次", C},
    {U"出现", C},
    {U"出现了", C}, {U"出错", C | Q | B}, {U"刀", M}, {U"分", U}, {U"分机", F}, {U"分机号", F},
    {U"分米", U}, {U"分贝", U}, {U"分钟", U}, {U"分钱", U}, {U"列", U | F}, {U"刚刚", C}, {U"刚才", C},
    {U"到", C}, {U"刻", M}, {U"剂", M}, {U"前", C}, {U"前天", C}, {U"剛剛", C}, {U"剛才", C},
    {U"副", M}, {U"加仑", U}, {U"勺", M}, {U"勿", N},
    {U"包", M}, {U"包厢", U}, {U"包间", U | F}, {U"匹", M}, {U"区", M}, {U"区号", F}, {U"千", M},
    {U"千伏", U}, {U"千元", U}, {U"千克", U}, {U"千卡", U}, {U"千字节", U}, {U"千帕", U}, {U"千瓦", U},
    {U"千瓦时", U}, {U"千米", U}, {U"千赫", U}, {U"升", M}, {U"升级", C}, {U"升级之后", C},
    {U"升级后", C}, {U"半夜", C}, {U"华氏度", U}, {U"单价", F}, {U"单元", U}, {U"单号", F}, {U"卡", M},
    {U"卡住", B},
    {U"卡号", F}, {U"卡路里", U}, {U"卢布", U}, {U"却", T}, {U"卷", M}, {U"厅", M}, {U"厘米", U},
    {U"原因", C},
    {U"原因代码", C | Q}, {U"原因码", C | Q}, {U"县道", U}, {U"又", C}, {U"双", M}, {U"发票", O},
    {U"发票号", F}, {U"取件码", F}, {U"受限", B}, {U"口", M}, {U"句", M}, {U"只", M}, {U"叫", C},
    {U"可以", H}, {U"可是", C | T}, {U"可能", C}, {U"台", U}, {U"叶", M}, {U"号", U}, {U"号代码", C | Q},
    {U"号店", U}, {U"号异常", C | Q}, {U"号房", U}, {U"号报错", C | Q}, {U"号故障", C | Q}, {U"号楼", U},
    {U"号码", C | Q}, {U"号线", U}, {U"号错误", C | Q}, {U"号错误码", C | Q}, {U"号院", U}, {U"号馆", U},
    {U"各位", C},
    {U"各位大佬", C}, {U"合同号", F}, {U"同事", C}, {U"同学", C}, {U"名", U}, {U"后", C}, {U"吗", C},
    {U"吧", C}, {U"吨", M}, {U"呀", C}, {U"告诉我", C}, {U"员工", O}, {U"员工编号", O}, {U"呢", C},
    {U"周", U}, {U"周岁", U}, {U"周末", C}, {U"咋", C}, {U"咋办", C}, {U"咋整", C}, {U"和", C}, {U"哦", C},
    {U"哪儿", C | H}, {U"哪里", C | H}, {U"商品", O}, {U"啊", C}, {U"啥", C}, {U"啥意思", C}, {U"嗯", C},
    {U"回", M}, {U"团", M}, {U"国家代码", F}, {U"国道", U | F}, {U"圈", M}, {U"在", C}, {U"在哪", C | H},
    {U"在哪里", C | H}, {U"在线等", C}, {U"地", C}, {U"地区代码", F}, {U"场", M}, {U"坏", B}, {U"块", U},
    {U"块钱", U}, {U"坨", M}, {U"垄", M}, {U"型号", F}, {U"垛", M}, {U"基金代码", F}, {U"堂", M},
    {U"堆", M}, {U"堵", M}, {U"声", M}, {U"壶", M}, {U"处", M}, {U"处理", C}, {U"处理啊", C},
    {U"复制", F}, {U"多谢", C}, {U"大佬", C}, {U"大佬们", C}, {U"大卡", U}, {U"大家", C}, {U"大家好", C},
    {U"大小", F}, {U"大神", C}, {U"大约", F}, {U"天", U}, {U"太低", B}, {U"太多", B}, {U"太旧", B},
    {U"失效", B}, {U"失败", N}, {U"失败代码", C | Q | B}, {U"头", M}, {U"套", U}, {U"好像", C},
    {U"好几次", C}, {U"如下", C}, {U"如何", C | H}, {U"如何修复", C}, {U"如何处理", C}, {U"如何解决", C},
    {U"如果该问题仍然存在", A}, {U"如果问题", A}, {U"如果问题仍然存在", A}, {U"字", M}, {U"字节", U},
    {U"季", M}, {U"季度", U}, {U"学号", F}, {U"学生", O}, {U"它", C}, {U"安", M}, {U"安培", U},
    {U"安装后", C}, {U"完整", C}, {U"完整的报错信息如下", C}, {U"宗", M}, {U"实例", O}, {U"客", M},
    {U"客户", C | O}, {U"客户反馈", C}, {U"客户端", O}, {U"客户编号", O}, {U"客户说", C}, {U"室", M},
    {U"室号", F}, {U"家", M}, {U"宿", M}, {U"宿舍", U | F}, {U"寸", M}, {U"对", C | M}, {U"对象", O},
    {U"封", M}, {U"尊", M}, {U"小时", U}, {U"小时前", U}, {U"尚未", N}, {U"尝试", A}, {U"就", C},
    {U"就是", C}, {U"尺", M}, {U"尺寸", F}, {U"尾", M}, {U"局", M}, {U"层", U}, {U"届", U}, {U"岁", U},
    {U"崩溃", B}, {U"工单", O}, {U"工号", F}, {U"已", H}, {U"已复制", F}, {U"已满", B}, {U"已经", C | H},
    {U"巷", M}, {U"师", M}, {U"帐号", F}, {U"帕", M}, {U"帖", M}, {U"帧", M}, {U"席", M}, {U"帮忙", C},
    {U"帮我", C}, {U"帮查", C}, {U"帮看", C}, {U"幅", M}, {U"幕", M}, {U"幢", M}, {U"平方", U},
    {U"平方公里", U}, {U"平方千米", U}, {U"平方米", U}, {U"平米", U}, {U"年", U}, {U"并未", N | X},
    {U"床", M}, {U"床号", F}, {U"序列号", F}, {U"应该", C}, {U"度", M}, {U"座", M}, {U"座位号", F},
    {U"座号", F}, {U"座机", F}, {U"建议", A}, {U"异常", C | Q | B}, {U"异常码", C | Q | B}, {U"弄", M},
    {U"张", U}, {U"弹出", C}, {U"弹窗", C}, {U"得", C}, {U"得到", C}, {U"微克", U}, {U"微秒", U},
    {U"微米", U}, {U"忘记", B}, {U"快递单号", F}, {U"怎么", C | H}, {U"怎么修", C}, {U"怎么修复", C},
    {U"怎么办", C}, {U"怎么回事", C}, {U"怎么处理", C}, {U"怎么样", C}, {U"怎么解决", C},
    {U"怎样", C | H}, {U"急", C}, {U"总价", F}, {U"总共", F}, {U"总是", C}, {U"您", C}, {U"您好", C},
    {U"想", C}, {U"意思", C}, {U"感谢", C}, {U"成功", S}, {U"我", C}, {U"我们", C}, {U"我的", C},
    {U"或", C}, {U"截", M}, {U"户", M}, {U"户号", F}, {U"房", M}, {U"房号", F}, {U"房门号", F},
    {U"房间", U | F}, {U"房间号", F}, {U"所", M}, {U"扇", M}, {U"手机", F}, {U"手机号", F},
    {U"手机号码", F}, {U"执行", C}, {U"执行的时候", C}, {U"批", U}, {U"批号", F}, {U"把", C}, {U"报", C},
    {U"报了", C}, {U"报出", C}, {U"报这个", C}, {U"报错", C | Q | B}, {U"报错信息", C},
    {U"报错码", C | Q | B}, {U"担", M}, {U"拒绝", N | B}, {U"拦截", B}, {U"挂", M}, {U"捆", M},
    {U"损坏", B}, {U"掉线", B}, {U"排", M}, {U"提取码", F}, {U"提示", C}, {U"搜一下", C}, {U"搜下", C},
    {U"摄氏度", U}, {U"摊", M}, {U"摞", M}, {U"撮", M}, {U"操作时", C}, {U"支", M}, {U"收到", C},
    {U"故障", B}, {U"故障代码", C | Q | B}, {U"故障码", C | Q | B}, {U"教室", U | F}, {U"数", F},
    {U"数字是", C},
    {U"数据库", O}, {U"数量", F}, {U"文件", O}, {U"斤", M}, {U"断开", B}, {U"方", M}, {U"旅", M},
    {U"无", N}, {U"无效", N | B}, {U"无法", N | X}, {U"日", U}, {U"日元", U}, {U"日志", C}, {U"日志中", C},
    {U"日志里", C}, {U"早上", C}, {U"旬", M}, {U"时", C | M}, {U"时候", C}, {U"明白", C | K},
    {U"星期", U}, {U"昨夜", C}, {U"昨天", C}, {U"昨日", C}, {U"昨晚", C}, {U"是", C},
    {U"是不是", C}, {U"是什么", C}, {U"是什么原因", C}, {U"是什么意思", C}, {U"是否", C},
    {U"是啥意思", C}, {U"显示", C}, {U"晚上", C}, {U"更新后", C}, {U"最多", F}, {U"最近", C},
    {U"月", U}, {U"有", C},
    {U"有人", C}, {U"有时", C}, {U"有没有", C}, {U"有没有人", C}, {U"服务器上", C}, {U"期", U},
    {U"未", N | X}, {U"未知", N | B}, {U"未能", N | X}, {U"本", M}, {U"本周", C}, {U"朵", M},
    {U"机器上", C}, {U"杆", M},
    {U"束", M}, {U"条", U}, {U"条形码", F}, {U"条码", F}, {U"杯", M}, {U"枚", M}, {U"枝", M}, {U"架", M},
    {U"某", C}, {U"柜", M}, {U"柜号", F}, {U"查一下", C}, {U"查下", C}, {U"查查", C}, {U"查询", O},
    {U"标识", C | Q}, {U"标识符", C | Q}, {U"栋", F | M}, {U"校", M}, {U"校验码", F}, {U"株", M},
    {U"样", M}, {U"根", M}, {U"桌", M}, {U"桌号", F}, {U"档", M}, {U"桥", M}, {U"桩", M}, {U"桶", M},
    {U"梯", M}, {U"检查", A}, {U"棵", M}, {U"楼", F | M}, {U"楼号", F}, {U"次", U}, {U"次列车", U},
    {U"欧元", U}, {U"步", U}, {U"步骤", F}, {U"残缺", B}, {U"段", M}, {U"每天", C}, {U"每晚", C},
    {U"每次", C}, {U"比特", U},
    {U"毛", M}, {U"毛钱", U}, {U"毫克", U}, {U"毫升", U}, {U"毫安", U}, {U"毫安时", U}, {U"毫秒", U},
    {U"毫米", U}, {U"求助", C}, {U"求教", C}, {U"求解", C}, {U"求解释", C}, {U"没", N | X}, {U"没有", N | X},
    {U"没法", N | X}, {U"没用", C}, {U"没能", N | X}, {U"活动", O}, {U"流水号", F}, {U"测试环境", C},
    {U"海里", U}, {U"清楚", C | K}, {U"港元", U},
    {U"港币", U}, {U"满", B}, {U"滴", M}, {U"炉", M}, {U"点", U}, {U"点钟", U}, {U"热线", F}, {U"焦", M},
    {U"焦耳", U}, {U"然后", C | T}, {U"片", M}, {U"版", M}, {U"版本", F}, {U"版本号", F}, {U"状态码", C | Q},
    {U"率", F}, {U"环境", C}, {U"现场", C}, {U"班", M}, {U"班级", F}, {U"瓢", M}, {U"瓣", M}, {U"瓦", M},
    {U"瓦特", U}, {U"瓶", M}, {U"生产环境", C}, {U"用", C}, {U"用户", O}, {U"用户反馈", C},
    {U"用户编号", O}, {U"用户说", C}, {U"用时", F}, {U"电脑上", C}, {U"电话", F}, {U"电话号码", F},
    {U"番", M}, {U"病床号", F}, {U"病房", U | F}, {U"百", M}, {U"的", C}, {U"的时候", C}, {U"盆", M},
    {U"盎司", U}, {U"盏", M}, {U"盒", M}, {U"盘", M}, {U"省道", U | F}, {U"看一下", C}, {U"看下", C},
    {U"看到", C}, {U"看看", C}, {U"知道", C | K}, {U"码", M}, {U"破损", B}, {U"确保", A}, {U"碗", M},
    {U"碰到", C}, {U"碰到过", C}, {U"磅", U}, {U"礼拜", U}, {U"禁止", N | B}, {U"禁用", B}, {U"种", U},
    {U"秒", U}, {U"秒钟", U}, {U"税号", F}, {U"突然", C}, {U"窝", M}, {U"立方", U}, {U"立方米", U},
    {U"站", M}, {U"章", U}, {U"端口", F}, {U"端口号", F}, {U"竿", M}, {U"笔", M}, {U"第", F}, {U"笼", M},
    {U"筐", M}, {U"筒", M}, {U"管", M}, {U"箩", M}, {U"箱", M}, {U"篇", M}, {U"簇", M}, {U"米", U},
    {U"类", M}, {U"粒", M}, {U"系统里", C}, {U"约", F}, {U"级", U}, {U"纳秒", U}, {U"纳米", U},
    {U"线", M}, {U"线程", F | O}, {U"组", M}, {U"终止", B}, {U"经常", C}, {U"给", C}, {U"缕", M},
    {U"编号", C | Q}, {U"编码", C | Q}, {U"编译号", F}, {U"缺", B}, {U"缺失", B}, {U"缺少", B},
    {U"美元", U}, {U"群", M}, {U"老师", C}, {U"老旧", B}, {U"老是", C}, {U"考号", F}, {U"而", T},
    {U"而且", C | T},
    {U"耗时", F}, {U"联系", A}, {U"联系电话", F}, {U"股", M}, {U"股票代码", F}, {U"能够", H},
    {U"至少", F}, {U"航班", U}, {U"航班号", F}, {U"舱", M}, {U"艘", M}, {U"节", U}, {U"英寸", U},
    {U"英尺", U}, {U"英里", U}, {U"英镑", U}, {U"营", M}, {U"行", U | F}, {U"行政区划代码", F},
    {U"街", M}, {U"袋", M}, {U"被", C}, {U"要", C}, {U"见过", C}, {U"角", M}, {U"解决", C},
    {U"解决啊", C}, {U"解释一下", C}, {U"订单", O}, {U"订单号", F}, {U"订单编号", O}, {U"让", C},
    {U"记录", O}, {U"讲", M}, {U"讲一下", C}, {U"设备", O}, {U"证券代码", F}, {U"识别号", C | Q},
    {U"识别码", C | Q}, {U"试", C}, {U"试了", C}, {U"试过", C}, {U"说", C}, {U"说一下", C}, {U"说是", C},
    {U"请", A}, {U"请与", A}, {U"请使用", A}, {U"请参阅", A}, {U"请尝试", A}, {U"请查", C},
    {U"请查一下", C}, {U"请检查", A}, {U"请求", O}, {U"请确保", A}, {U"请稍后", A}, {U"请联系", A},
    {U"请过些时间", A}, {U"请重试", A}, {U"请问", C}, {U"课", M}, {U"谢谢", C}, {U"账号", O},
    {U"账户", O}, {U"货号", F}, {U"贴", M}, {U"赫", M}, {U"赫兹", U}, {U"超出", B}, {U"超时", B},
    {U"超过", F}, {U"趟", M}, {U"路", M}, {U"路公交", U}, {U"路车", U}, {U"跳出", C}, {U"跳过", F},
    {U"身", M}, {U"身份证号", F}, {U"车", M}, {U"车厢", U}, {U"车次", F}, {U"车牌", F}, {U"车牌号", F},
    {U"轮", M}, {U"辆", M}, {U"辈", M}, {U"过多", B}, {U"过期", B}, {U"运单号", F}, {U"运行", C},
    {U"运行的时候", C}, {U"返回", C}, {U"返回代码", C | Q}, {U"返回值", C | Q}, {U"返回码", C | Q},
    {U"还", C}, {U"还是", C}, {U"还是不行", C}, {U"这个", C}, {U"这台", C}, {U"这样", C}, {U"这种", C},
    {U"进程", F | O}, {U"连", M}, {U"连接", O}, {U"退出代码", C | Q}, {U"退出码", C | Q}, {U"遇到", C},
    {U"遇到过", C}, {U"遍", M}, {U"道", M}, {U"邀请码", F}, {U"那个", C}, {U"那台", C}, {U"邮政代码", F},
    {U"邮政信箱", F}, {U"邮政编码", F}, {U"邮编", F}, {U"邮递区号", F}, {U"部", M}, {U"都", C},
    {U"都一样", C}, {U"里", C | M}, {U"里面", C}, {U"重启", C}, {U"重启后", C}, {U"重复", B},
    {U"重试", C | A}, {U"金额", F}, {U"铺", M}, {U"错", C | Q | B}, {U"错误", C | Q | B},
    {U"错误代码", C | Q | B}, {U"错误信息", C | Q | B}, {U"错误号", C | Q | B}, {U"错误提示", C | Q | B},
    {U"错误消息", C | Q | B}, {U"错误码", C | Q | B}, {U"错误编号", C | Q | B}, {U"错误识别码", C | Q},
    {U"长度", F}, {U"门", M}, {U"门牌", F}, {U"门牌号", F}, {U"问一下", C}, {U"问下", C},
    {U"问题", C | B}, {U"间", M}, {U"队", M}, {U"阵", M}, {U"阻挡", B}, {U"阻止", B}, {U"院", M},
    {U"集", M}, {U"非", N}, {U"非法", B}, {U"面", M}, {U"页", U | F}, {U"页码", F}, {U"页面", O},
    {U"顶", M}, {U"顷", M}, {U"项", U}, {U"顺利", S}, {U"领", M}, {U"领导", C}, {U"频道", U | F},
    {U"颗", M}, {U"题", M}, {U"餐", M}, {U"首", M}, {U"验证码", F}, {U"高速", U}, {U"麻烦", C},
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
            tokens->items[t].flags = (uint16_t)flags;
    }
}
