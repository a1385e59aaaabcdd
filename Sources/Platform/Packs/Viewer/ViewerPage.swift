import Kernel
import Language
import Markup

/// The page of a pack in one language. Everything that comes from the manifest is escaped by its type; addresses are relative.
struct ViewerPage {
    private let manifest: PackManifest
    private let tongue: Tongue
    /// The contents with their texts.
    private let items: [(file: PackFile, text: String?)]

    init(_ manifest: PackManifest, _ texts: [String?], _ tongue: Tongue) {
        (self.manifest, self.tongue) = (manifest, tongue)
        items = Array(zip(manifest.contents, texts))
    }

    static func path(_ tongue: Tongue) -> String { tongue == .zh ? "index.html" : "index.en.html" }

    private func say(_ zh: String, _ en: String) -> String { tongue == .zh ? zh : en }

    var html: HTML {
        HTML(trusted: "<!doctype html>\n")
            + Markup.html(.lang(tongue.tag)) {
                head {
                    meta(.charset("utf-8"))
                    // Even a page that somebody put beside these cannot run through them.
                    HTML(trusted: "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self' file:; img-src 'self' file:; media-src 'self' file:\">")
                    meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
                    title { manifest.title(tongue) }
                    link(.rel("stylesheet"), .href("viewer/viewer.css"))
                }
                body {
                    a(.class("skip-link"), .href("#main")) { say("跳到正文", "Skip to the contents") }
                    stillPacked
                    top
                    main(.class("wrap"), .id("main")) {
                        opening
                        if sections.count > 1 { groups }
                        for section in sections { contents(section) }
                    }
                    foot
                }
            }
    }

    /// Seen only where the style sheet is not: a program shows this page out of the archive.
    private var stillPacked: HTML {
        aside(.class("still-packed"), .aria("label", say("请先解压", "Unpack first"))) {
            p {
                strong { say("请先解压。", "Unpack first.") }
                say(
                    "现在看到的是压缩包里的页面，图片和视频打不开。请关闭它，右键点 ZIP 文件，选“全部解压缩”，再打开文件夹里的 index.html。",
                    " This page is still inside the archive, so pictures and videos do not open. Close it, right-click the ZIP, “Extract all”, then open index.en.html in the folder.")
            }
        }
    }

    private var top: HTML {
        let other: Tongue = tongue == .zh ? .en : .zh
        return header(.class("top")) {
            div(.class("wrap")) {
                p { say("科普资源包", "Kepu resource pack") }
                a(.href(other == .en ? "index.en.html" : "index.html"), .lang(other.tag), .hreflang(other.tag)) { other == .en ? "English" : "中文" }
            }
        }
    }

    private var opening: HTML {
        div {
            h1 { manifest.title(tongue) }
            if let summary = manifest.summary { p(.class("lede")) { summary(tongue) } }
            dl(.class("facts")) {
                for fact in facts {
                    div {
                        dt { fact.name(tongue) }
                        dd { fact.value }
                    }
                }
            }
        }
    }

    private var facts: [(name: Phrase, value: String)] {
        var out = [(name: Phrase("发布单位", "Issued by"), value: manifest.issuer(tongue))]
        if let campaign = manifest.campaign { out.append((Phrase("活动", "Campaign"), campaign.name(tongue))) }
        if let theme = manifest.theme { out.append((Phrase("主题", "Theme"), theme(tongue))) }
        out.append((Phrase("版本", "Version"), manifest.version + say("（", " (") + Dates.plain(manifest.published, tongue) + say("）", ")")))
        switch (manifest.validFrom, manifest.validUntil) {
        case (let from?, let until?): out.append((Phrase("有效期", "To be used"), "\(Dates.plain(from, tongue)) – \(Dates.plain(until, tongue))"))
        case (let from?, nil): out.append((Phrase("有效期", "To be used"), say("\(Dates.plain(from, .zh))起", "from \(Dates.plain(from, .en))")))
        case (nil, let until?): out.append((Phrase("有效期", "To be used"), say("至\(Dates.plain(until, .zh))", "until \(Dates.plain(until, .en))")))
        case (nil, nil): break
        }
        if let ages = manifest.ages { out.append((Phrase("适用年龄", "For"), ages.phrase(tongue))) }
        let size = manifest.contents.reduce(0) { $0 + $1.size }
        let count = say("\(manifest.contents.count) 个文件", Plural.en(manifest.contents.count, "file", "files"))
        out.append((Phrase("内容", "Contents"), count + say("，", ", ") + Numerals.bytes(size, tongue)))
        let isForUnits = manifest.contents.contains { Licence.known($0.licence)?.copying == .units }
        let whole = isForUnits ? Phrase("仅限参加单位使用，请勿对外散发", "For the units that take part; do not hand it on") : Phrase("可以复制给别人", "May be copied and handed on")
        out.append((Phrase("复制", "Copying"), whole(tongue)))
        return out
    }

    // MARK: Contents

    private struct Section {
        let id: String
        let title: String
        let items: [(file: PackFile, text: String?)]
    }

    private var sections: [Section] {
        var out = manifest.groups.enumerated().map { number, group in
            Section(id: "group-\(number + 1)", title: group.name(tongue), items: items.filter { $0.file.group == group.key })
        }
        let rest = items.filter { $0.file.group == nil }
        out.append(Section(id: "group-0", title: out.isEmpty ? say("内容", "Contents") : say("其他", "Other contents"), items: rest))
        return out.filter { !$0.items.isEmpty }
    }

    private var groups: HTML {
        nav(.class("groups"), .aria("label", say("分组", "Groups"))) {
            ul {
                for section in sections {
                    li {
                        a(.href("#\(section.id)")) {
                            section.title
                            span { "\(section.items.count)" }
                        }
                    }
                }
            }
        }
    }

    private func contents(_ part: Section) -> HTML {
        section(.id(part.id), .aria("labelledby", part.id + "-title")) {
            h2(.id(part.id + "-title")) { part.title }
            ul(.class("cards"), .role("list")) {
                for item in part.items { ViewerCard(item.file, item.text, tongue).html }
            }
        }
    }

    private var foot: HTML {
        footer(.class("foot")) {
            div(.class("wrap")) {
                p { say("使用时请遵守每个文件的许可并署名。", "Keep to the licence of each file and name its author.") }
                p {
                    say("检查是否完好：", "Is it whole? ")
                    code { "kepu pack verify" }
                    say("；拷贝和修复的办法见 README.txt。", ". How to copy and repair it stands in README.txt.")
                }
                p { "\(manifest.id) · \(manifest.version)" }
            }
        }
    }
}
