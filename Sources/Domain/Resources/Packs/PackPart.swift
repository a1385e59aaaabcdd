import Files
import Kernel
import Language
import Markup
import Packs
import Storage
import Venues
import Web

/// The archive of a pack on its public page: what it weighs, what is in it, how it is fetched, checked, mended and brought up to date.
struct PackPart: Sendable {
    let archive: PackArchive
    let carried: [CarriedContent]
    let updates: [PackUpdate]

    /// Nil where the listed version has no archive.
    init?(_ resource: Resource, in tx: Transaction) throws {
        guard resource.kind == .pack, let listed = resource.listed, let archive = try tx.archive(of: resource.id, version: listed) else { return nil }
        self.archive = archive
        (carried, updates) = (try tx.carried(by: resource.id, version: listed), try tx.updates(of: resource.id, to: archive.label))
    }

    var isStopped: Bool { carried.contains(where: \.isGone) }

    func html(_ content: ResourceContent, hasOwn: Bool, _ visit: Visit) -> HTML {
        section(.class("stack"), .id("pack")) {
            h2 { visit.say(Phrase("资源包", "The pack")) }
            if isStopped { stopped(visit) }
            PackFacts.html(bytes: archive.byteCount, files: archive.fileCount, licences: licences(content, hasOwn: hasOwn), ages: ages(content), visit)
            if !isStopped {
                p {
                    a(.class("button", "button-primary"), .href("/resources/\(archive.packID)/pack")) {
                        visit.say(Phrase("下载第 \(archive.label) 版（\(ByteSize.text(archive.byteCount))）", "Fetch version \(archive.label) (\(ByteSize.text(archive.byteCount)))"))
                    }
                }
                if archive.isForUnits { p(.class("meta")) { visit.say(Phrase("仅限参加单位：请先登录。", "For units that take part: sign in first.")) } }
                if !updates.isEmpty { updating(visit) }
            }
            if !carried.isEmpty { contents(visit) }
            care(visit)
        }
    }

    /// The address of the key, as a link.
    static func key(_ archive: PackArchive, _ visit: Visit) -> HTML {
        Address(outside: archive.signedBy).map { address in a(.href(address)) { archive.signedBy } } ?? HTML { archive.signedBy }
    }

    private func licences(_ content: ResourceContent, hasOwn: Bool) -> [Licence] {
        var found: [Licence] = []
        for licence in (hasOwn ? [content.licence] : []) + carried.map(\.version.content.licence) where !found.contains(licence) { found.append(licence) }
        return found
    }

    private func ages(_ content: ResourceContent) -> ClosedRange<Int>? {
        if let ages = content.ages { return ages }
        let all = carried.compactMap(\.version.content.ages)
        guard all.count == carried.count, let from = all.map(\.lowerBound).min(), let to = all.map(\.upperBound).max() else { return nil }
        return from...to
    }

    private func stopped(_ visit: Visit) -> HTML {
        div(.class("notice", "notice-error"), .role("status")) {
            p { visit.say(Phrase("这个资源包已停止发放，因为：", "This pack is not handed out, because:")) }
            ul { for one in carried where one.isGone { li { one.news.map { visit.say($0) } ?? "" } } }
            p { visit.say(Phrase("已经下载的，请不要再用这一部分。提供单位换好后会重新上架。", "If you have it, do not use that part any more. Its unit is to replace it and have the pack listed again.")) }
        }
    }

    private func updating(_ visit: Visit) -> HTML {
        HTML {
            p { visit.say(Phrase("已有较早的版本？只下载变化的部分：", "You have an earlier version? Fetch only what changed:")) }
            ul {
                for update in updates {
                    li {
                        a(.href(.within("/resources/\(archive.packID.text)/pack/from/\(update.from)"))) {
                            visit.say(
                                Phrase(
                                    "从第 \(update.from) 版更新（\(ByteSize.text(update.byteCount))，不必下载 \(ByteSize.text(archive.byteCount))）",
                                    "Update from version \(update.from) (\(ByteSize.text(update.byteCount)) instead of \(ByteSize.text(archive.byteCount)))"))
                        }
                    }
                }
            }
            pre { code { "kepu pack update \(visit.say(Phrase("旧版本", "OLD"))).\(Pack.ending) \(visit.say(Phrase("更新", "UPDATE"))).delta.zip --out \(visit.say(Phrase("新版本", "NEW"))).\(Pack.ending)" } }
        }
    }

    private func contents(_ visit: Visit) -> HTML {
        HTML {
            h3 { visit.say(Phrase("内容", "What it holds")) }
            ol {
                for one in carried {
                    li {
                        if one.listed != nil { a(.href("/resources/\(one.id)")) { visit.html(one.version.content.name) } } else { visit.html(one.version.content.name) }
                        span(.class("meta")) { " · " + ByteSize.text(one.byteCount) + " · " + visit.say(one.version.content.licence.name) }
                    }
                }
            }
        }
    }

    private func care(_ visit: Visit) -> HTML {
        details {
            summary { visit.say(Phrase("怎样打开、校验和修复", "How to open, check and mend it")) }
            p { visit.say(Phrase("解压后双击 index.html，不需要网络，也不用安装程序；可以拷到 U 盘。", "Unpack it and open index.en.html: no network, nothing to install; it may go round on a stick.")) }
            p {
                visit.say(Phrase("校验：先下载 ", "To check it, first fetch "))
                a(.href("/.well-known/keys.json")) { "keys.json" }
                visit.say(Phrase("，再运行 ", ", then run "))
                code { "kepu pack verify \(visit.say(Phrase("资源包", "PACK"))).\(Pack.ending) --keys keys.json" }
            }
            p {
                visit.say(Phrase("修复（从另一份拷贝）：", "To mend it from another copy: "))
                code { "kepu pack repair \(visit.say(Phrase("资源包", "PACK"))).\(Pack.ending) --from \(visit.say(Phrase("另一份", "OTHER"))).\(Pack.ending)" }
            }
            dl(.class("facts")) {
                dt { "SHA-256" }
                dd { code { archive.digest.text } }
                dt { visit.say(Phrase("签名密钥", "Signed with")) }
                dd { Self.key(archive, visit) }
            }
        }
    }
}
