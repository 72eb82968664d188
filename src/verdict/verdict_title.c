/*
 * verdict_title.c
 *	  The titles of verdicts for readers, by language.
 */
#include "verdict/verdict_title.h"

#include "utils/builtins.h"

#include "verdict/factverdict.h"
#include "text/language.h"

typedef struct Titles
{
	const char *lang;
	const char *title[VERDICT_LAST]; /* in the order of Verdict */
} Titles;

/* The first one is used for unknown languages. */
static const Titles titles[] = {
	{"en", {"False", "Mostly false", "Mixed", "Mostly true", "True",
		"Unproven", "Missing context", "Altered", "Satire", "Opinion", "Outdated"}},
	{"zh-hant", {"錯誤", "大部分錯誤", "真假參半", "大部分正確", "正確",
		"證據不足", "缺少脈絡", "經變造", "諷刺", "個人意見", "已過時"}},
	{"zh-hans", {"错误", "大部分错误", "真假参半", "大部分正确", "正确",
		"证据不足", "缺少背景", "经过篡改", "讽刺", "个人观点", "已过时"}},
	{"ja", {"誤り", "ほぼ誤り", "真偽混在", "ほぼ正確", "正確",
		"根拠不明", "文脈不足", "改変", "風刺", "意見", "古い情報"}},
	{"ko", {"거짓", "대체로 거짓", "절반의 사실", "대체로 사실", "사실",
		"입증되지 않음", "맥락 누락", "조작됨", "풍자", "의견", "오래된 정보"}},
	{"es", {"Falso", "Mayormente falso", "Mixto", "Mayormente verdadero", "Verdadero",
		"No probado", "Falta contexto", "Alterado", "Sátira", "Opinión", "Desactualizado"}},
	{"fr", {"Faux", "Plutôt faux", "Mi-vrai, mi-faux", "Plutôt vrai", "Vrai",
		"Non prouvé", "Contexte manquant", "Altéré", "Satire", "Opinion", "Dépassé"}},
	{"de", {"Falsch", "Größtenteils falsch", "Teils richtig, teils falsch", "Größtenteils richtig", "Richtig",
		"Unbelegt", "Fehlender Kontext", "Manipuliert", "Satire", "Meinung", "Veraltet"}},
	{"pt", {"Falso", "Em grande parte falso", "Misto", "Em grande parte verdadeiro", "Verdadeiro",
		"Não comprovado", "Falta contexto", "Alterado", "Sátira", "Opinião", "Desatualizado"}},
	{"it", {"Falso", "Per lo più falso", "In parte vero, in parte falso", "Per lo più vero", "Vero",
		"Non dimostrato", "Contesto mancante", "Alterato", "Satira", "Opinione", "Non più attuale"}},
	{"nl", {"Onwaar", "Grotendeels onwaar", "Deels waar, deels onwaar", "Grotendeels waar", "Waar",
		"Onbewezen", "Ontbrekende context", "Gemanipuleerd", "Satire", "Mening", "Verouderd"}},
	{"pl", {"Fałsz", "W większości fałsz", "Częściowo prawda", "W większości prawda", "Prawda",
		"Nieudowodnione", "Brak kontekstu", "Przerobione", "Satyra", "Opinia", "Nieaktualne"}},
	{"ru", {"Неправда", "В основном неправда", "Полуправда", "В основном правда", "Правда",
		"Не доказано", "Не хватает контекста", "Подделано", "Сатира", "Мнение", "Устарело"}},
	{"tr", {"Yanlış", "Çoğunlukla yanlış", "Karma", "Çoğunlukla doğru", "Doğru",
		"Kanıtlanmamış", "Eksik bağlam", "Değiştirilmiş", "Hiciv", "Görüş", "Güncel değil"}},
	{"id", {"Salah", "Sebagian besar salah", "Sebagian benar", "Sebagian besar benar", "Benar",
		"Tidak terbukti", "Kurang konteks", "Dimanipulasi", "Satire", "Opini", "Kedaluwarsa"}},
	{"vi", {"Sai", "Phần lớn sai", "Nửa đúng nửa sai", "Phần lớn đúng", "Đúng",
		"Chưa được chứng minh", "Thiếu ngữ cảnh", "Bị chỉnh sửa", "Châm biếm", "Ý kiến", "Lỗi thời"}}
};

const char *
verdict_title(Verdict verdict, const char *lang)
{
	char		tag[LANGUAGE_MAX + 1];

	if (language_normalize(lang, tag))
	{
		do
		{
			for (size_t i = 0; i < lengthof(titles); i++)
			{
				if (strcmp(titles[i].lang, tag) == 0)
					return titles[i].title[verdict - 1];
			}
		} while (language_widen(tag));
	}
	return titles[0].title[verdict - 1];
}

PG_FUNCTION_INFO_V1(factverdict_title);
Datum
factverdict_title(PG_FUNCTION_ARGS)
{
	char	   *lang = PG_ARGISNULL(1) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(1));

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(verdict_title(PG_GETARG_FACTVERDICT(0), lang)));
}
