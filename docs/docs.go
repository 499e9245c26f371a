// Package docs holds the pages for readers: one for each check, in English and
// in Chinese, and the guides.
package docs

import (
	"bytes"
	"embed"
	"strings"
)

// FS holds checks/NAME.md and guides/NAME.md, and below zh/ the same in Chinese.
// Not every guide is translated.
//
//go:embed checks/*.md guides/*.md zh/checks/*.md zh/guides/*.md
var FS embed.FS

// Languages lists those that pages are written in, by their codes.
var Languages = []string{"en", "zh"}

// Check returns the page of a check in a language, in English where it is not
// written in that language.
func Check(name, language string) ([]byte, error) { return read("checks/"+name+".md", language) }

// Guide returns a guide in a language, in English where it is not written in
// that language.
func Guide(name, language string) ([]byte, error) { return read("guides/"+name+".md", language) }

func read(page, language string) ([]byte, error) {
	if language != "en" {
		if text, err := FS.ReadFile(language + "/" + page); err == nil {
			return text, nil
		}
	}
	return FS.ReadFile(page)
}

// Lead returns the first line of text of a page, which says what it is about.
func Lead(page []byte) string {
	for line := range bytes.Lines(page) {
		text := strings.TrimSpace(string(line))
		if text != "" && text[0] != '#' && text[0] != '<' {
			return text
		}
	}
	return ""
}

// Area returns the heading of a group of checks in a language.
func Area(group, language string) string {
	titles := english
	if language == "zh" {
		titles = chinese
	}
	if title, ok := titles[group]; ok {
		return title
	}
	return group
}

// english has the areas whose name in the registry is not what a reader would
// look for.
var english = map[string]string{
	"memory": "memory, collector, escape analysis",
	"iface":  "interface",
	"call":   "functions and methods",
	"defer":  "defer, panic, recover",
	"http":   "net/http",
	"sql":    "database/sql",
	"module": "comments and modules",
}

// chinese has the areas in the words of Chinese programmers. What Go itself
// calls by a word keeps it.
var chinese = map[string]string{
	"goroutine": "goroutine（协程）",
	"channel":   "channel（通道）",
	"sync":      "sync（并发同步）",
	"context":   "context（上下文）",
	"atomic":    "atomic（原子操作）",
	"memory":    "内存与逃逸分析",
	"map":       "map（映射）",
	"slice":     "slice（切片）",
	"iface":     "interface（接口）",
	"string":    "string（字符串）",
	"reflect":   "reflect（反射）",
	"call":      "函数与方法",
	"defer":     "defer、panic 与 recover",
	"errors":    "错误处理",
	"testing":   "测试",
	"http":      "net/http（网络编程）",
	"sql":       "database/sql（数据库）",
	"encoding":  "编码与序列化",
	"cloud":     "云原生与运维",
	"module":    "模块与注释",
}

// Language is the language of pages for a locale such as "zh_CN.UTF-8": the
// first of the values that is set decides, in the order LC_ALL, LC_MESSAGES, LANG.
func Language(locales ...string) string {
	for _, locale := range locales {
		if locale == "" {
			continue
		}
		for _, language := range Languages {
			if code, _, _ := strings.Cut(locale, "_"); code == language {
				return language
			}
		}
		break
	}
	return "en"
}
