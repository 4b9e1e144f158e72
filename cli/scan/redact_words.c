/* SPDX-License-Identifier: MIT */
/* What a word announces: "password=…", "user: …", 密码：…, "Account Name: …". */
#include <string.h>

#include "redact_rules.h"

/* A word that has @p stem in it, whatever its case, announces a value. */
typedef struct stem {
    const char *stem;
    ekb_mask_kind kind;
    int exact; /* the stem is the whole word, or is before "name" and the like */
    ekb_redact_end end;
} stem;

static const stem stems[] = {
    {"cookie", EKB_MASK_SECRET, 0, EKB_VALUE_LINE},
    {"passphrase", EKB_MASK_SECRET, 0, EKB_VALUE_CLAUSE},
    {"passw", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"pwd", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"pass", EKB_MASK_SECRET, 1, EKB_VALUE_WORD},
    {"secret", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"token", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"apikey", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"api_key", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"api-key", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"accesskey", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"access_key", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"accountkey", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"privatekey", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"private_key", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"credential", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"authorization", EKB_MASK_SECRET, 0, EKB_VALUE_CREDENTIALS},
    {"sessionid", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"session_id", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"signature", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"sig", EKB_MASK_SECRET, 1, EKB_VALUE_WORD},
    {"auth", EKB_MASK_SECRET, 1, EKB_VALUE_WORD},
    {"securitypin", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"pin", EKB_MASK_SECRET, 1, EKB_VALUE_WORD},
    {"username", EKB_MASK_NAME, 0, EKB_VALUE_WORD},
    {"user_name", EKB_MASK_NAME, 0, EKB_VALUE_WORD},
    {"user", EKB_MASK_NAME, 1, EKB_VALUE_WORD},
    {"ruser", EKB_MASK_NAME, 1, EKB_VALUE_WORD},
    {"login", EKB_MASK_NAME, 1, EKB_VALUE_WORD},
    {"account", EKB_MASK_NAME, 1, EKB_VALUE_WORD},
    {"accountname", EKB_MASK_NAME, 0, EKB_VALUE_WORD},
    {"loginname", EKB_MASK_NAME, 0, EKB_VALUE_WORD},
    {"owner", EKB_MASK_NAME, 1, EKB_VALUE_WORD},
    {"contact", EKB_MASK_NAME, 1, EKB_VALUE_WORD},
    {"uid", EKB_MASK_NAME, 1, EKB_VALUE_WORD},
    {"logname", EKB_MASK_NAME, 1, EKB_VALUE_WORD},
    {"email", EKB_MASK_ADDRESS, 0, EKB_VALUE_WORD},
    {"hostname", EKB_MASK_ADDRESS, 0, EKB_VALUE_WORD},
    {"machinename", EKB_MASK_ADDRESS, 0, EKB_VALUE_WORD},
    {"servername", EKB_MASK_ADDRESS, 0, EKB_VALUE_WORD},
    {"computername", EKB_MASK_ADDRESS, 0, EKB_VALUE_WORD},
    {"host", EKB_MASK_ADDRESS, 1, EKB_VALUE_WORD},
    {"rhost", EKB_MASK_ADDRESS, 1, EKB_VALUE_WORD},
    {"server", EKB_MASK_ADDRESS, 1, EKB_VALUE_WORD},
    {"computer", EKB_MASK_ADDRESS, 1, EKB_VALUE_WORD},
    {"machine", EKB_MASK_ADDRESS, 1, EKB_VALUE_WORD},
    {"workstation", EKB_MASK_ADDRESS, 1, EKB_VALUE_WORD},
    {"peer", EKB_MASK_ADDRESS, 1, EKB_VALUE_WORD},
    {"ip", EKB_MASK_ADDRESS, 1, EKB_VALUE_WORD},
};

/* Chinese has no borders of words: these are looked for as they are. */
static const stem chinese[] = {
    {"加密密码", EKB_MASK_SECRET, 0, EKB_VALUE_CLAUSE}, {"加密密碼", EKB_MASK_SECRET, 0, EKB_VALUE_CLAUSE},
    {"密碼", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},       {"權杖", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"金鑰", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},       {"使用者", EKB_MASK_NAME, 0, EKB_VALUE_WORD},
    {"帳號", EKB_MASK_NAME, 0, EKB_VALUE_WORD},         {"帳戶", EKB_MASK_NAME, 0, EKB_VALUE_WORD},
    {"主機", EKB_MASK_ADDRESS, 0, EKB_VALUE_WORD},      {"電腦", EKB_MASK_ADDRESS, 0, EKB_VALUE_WORD},
    {"伺服器", EKB_MASK_ADDRESS, 0, EKB_VALUE_WORD},    {"通行短语", EKB_MASK_SECRET, 0, EKB_VALUE_CLAUSE},
    {"密码短语", EKB_MASK_SECRET, 0, EKB_VALUE_CLAUSE}, {"密码", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"口令", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},       {"令牌", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"密钥", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},       {"验证码", EKB_MASK_SECRET, 0, EKB_VALUE_WORD},
    {"用户", EKB_MASK_NAME, 0, EKB_VALUE_WORD},         {"帐号", EKB_MASK_NAME, 0, EKB_VALUE_WORD},
    {"账号", EKB_MASK_NAME, 0, EKB_VALUE_WORD},         {"帐户", EKB_MASK_NAME, 0, EKB_VALUE_WORD},
    {"账户", EKB_MASK_NAME, 0, EKB_VALUE_WORD},         {"登录名", EKB_MASK_NAME, 0, EKB_VALUE_WORD},
    {"姓", EKB_MASK_NAME, 0, EKB_VALUE_WORD},           {"联系人", EKB_MASK_NAME, 0, EKB_VALUE_WORD},
    {"主机", EKB_MASK_ADDRESS, 0, EKB_VALUE_WORD},      {"计算机", EKB_MASK_ADDRESS, 0, EKB_VALUE_WORD},
    {"服务器", EKB_MASK_ADDRESS, 0, EKB_VALUE_WORD},    {"机器", EKB_MASK_ADDRESS, 0, EKB_VALUE_WORD},
    {"邮箱", EKB_MASK_ADDRESS, 0, EKB_VALUE_WORD},      {"邮件地址", EKB_MASK_ADDRESS, 0, EKB_VALUE_WORD},
    {"电话", EKB_MASK_ADDRESS, 0, EKB_VALUE_WORD},      {"手机号", EKB_MASK_ADDRESS, 0, EKB_VALUE_WORD},
};

/* "Account Name:", 计算机名称：: what the value is of the thing. */
static const char *const aspects[] = {" name", " address", "名称", "名稱", "名"};

int ekb_redact_has_stem(const ekb_redact_text *t, size_t start, size_t end, const char *word)
{
    for (size_t at = start, size = strlen(word); at + size <= end; at++)
        if (ekb_redact_lower(ekb_redact_at(t, at)) == (unsigned char)*word && ekb_redact_goes_on(t, at, word))
            return 1;
    return 0;
}

static int fits(const ekb_redact_text *t, size_t start, size_t end, const stem *s)
{
    return s->exact ? strlen(s->stem) == end - start && ekb_redact_goes_on(t, start, s->stem)
                    : ekb_redact_has_stem(t, start, end, s->stem);
}

int ekb_redact_names_secret(const ekb_redact_text *t, size_t start, size_t end)
{
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (stems[i].kind == EKB_MASK_SECRET && fits(t, start, end, &stems[i]))
            return 1;
    return 0;
}

static size_t behind_sign_of(const ekb_redact_text *t, size_t end)
{
    size_t behind = ekb_redact_behind_sign(t, end);
    for (size_t i = 0; behind == 0 && i < sizeof aspects / sizeof *aspects; i++)
        if (ekb_redact_goes_on(t, end, aspects[i]))
            behind = ekb_redact_behind_sign(t, end + strlen(aspects[i]));
    return behind;
}

static int announced(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    size_t end = ekb_redact_name_end(t, at);
    ekb_redact_form form;
    size_t tag = end > at ? ekb_redact_behind_tag(t, at, end, &form) : 0;
    size_t behind = tag == 0 && end > at ? behind_sign_of(t, end) : tag;
    for (size_t i = 0; behind > 0 && i < sizeof stems / sizeof *stems; i++)
        if (fits(t, at, end, &stems[i]))
            return tag > 0 ? ekb_redact_within(t, tag, form, stems[i].kind, out)
                           : ekb_redact_value(t, behind, stems[i].end, stems[i].kind, out);
    return 0;
}

static int announced_in_chinese(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    for (size_t i = 0; i < sizeof chinese / sizeof *chinese; i++) {
        size_t behind =
            ekb_redact_goes_on(t, at, chinese[i].stem) ? behind_sign_of(t, at + strlen(chinese[i].stem)) : 0;
        if (behind > 0)
            return ekb_redact_value(t, behind, chinese[i].end, chinese[i].kind, out);
    }
    return 0;
}

int ekb_redact_by_word(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    return ekb_redact_at(t, at) >= 0x80 ? announced_in_chinese(t, at, out) : announced(t, at, out);
}
