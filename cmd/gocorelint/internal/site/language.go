package site

// A language is one of those that the pages are written in.
type language struct {
	Code   string
	Folder string // of the pages, as the site and as Pages has it
	Texts  texts
}

// texts are what the site itself says.
type texts struct {
	Name, Lead, Search, Found, Nothing, Guides, All string
}

var languages = []language{
	{"en", "", texts{
		Name:    "English",
		Lead:    "What each check finds, why it goes wrong at run time, and what to write instead. Every example was run.",
		Search:  "Search the pages",
		Found:   "Pages that mention",
		Nothing: "No page mentions it.",
		Guides:  "Guides",
		All:     "all tiers",
	}},
	{"zh", "zh/", texts{
		Name:    "中文",
		Lead:    "每项检查发现什么、运行时为什么出错、应当怎样写。所有示例都实际运行过。",
		Search:  "搜索",
		Found:   "包含以下内容的页面：",
		Nothing: "没有页面包含该内容。",
		Guides:  "指南",
		All:     "全部级别",
	}},
}
