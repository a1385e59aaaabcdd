import Files
import Kernel
import Language
import Markup
import Packs
import Web

/// The archive of a draft: the button that builds it, how far that is, what came of it.
struct PackBuildPart {
    let page: PackDeskPage
    let path: String
    let isOpen: Bool
    let isCurrent: Bool
    let visit: Visit

    private var isRunning: Bool { page.build.map { $0.problem == nil } ?? false }

    @HTMLBuilder var html: HTML {
        section(.class("stack"), .id("build"), .data("refresh", "5").when(isRunning)) {
            h2 { visit.say(Phrase("打包", "Build the pack")) }
            if let build = page.build {
                if let problem = build.problem {
                    div(.class("notice", "notice-error"), .role("status")) { p { visit.say(Phrase("没有做成：", "It came to nothing: ")) + visit.say(problem) } }
                } else {
                    running(build)
                }
            }
            if let archive = page.archive { built(archive) }
            if isOpen, !isRunning { button }
        }
    }

    private func running(_ build: PackBuild) -> HTML {
        div(.class("notice"), .role("status")) {
            p {
                build.done == 0
                    ? visit.say(Phrase("等待打包，共 \(ByteSize.text(build.total))。", "It waits to be built, \(ByteSize.text(build.total)) in all."))
                    : visit.say(Phrase("正在打包：\(ByteSize.text(build.done)) / \(ByteSize.text(build.total))。", "Being built: \(ByteSize.text(build.done)) of \(ByteSize.text(build.total))."))
            }
            progress(.attribute("max", String(max(1, build.total))), .value(String(build.done)), .aria("label", visit.say(Phrase("打包进度", "How far it is")))) {}
            p(.class("meta")) {
                a(.href(.within(path))) { visit.say(Phrase("刷新看进度", "Look again")) }
                visit.say(Phrase("；可以离开本页，做完为止。", "; you may leave this page, the work goes on."))
            }
        }
    }

    private func built(_ archive: PackArchive) -> HTML {
        HTML {
            if !isCurrent, page.plan.version.state == .draft {
                div(.class("notice", "notice-warning"), .role("status")) {
                    p { visit.say(Phrase("打包之后内容有改动。请重新打包，再提交核对。", "Something changed since it was built. Build it again before you submit it.")) }
                }
            }
            dl(.class("facts")) {
                dt { visit.say(Phrase("资源包版本", "Version of the pack")) }
                dd { String(archive.label) }
                dt { visit.say(Phrase("大小", "Size")) }
                dd { ByteSize.text(archive.byteCount) + visit.say(Phrase("，\(archive.fileCount) 个文件", ", \(archive.fileCount) \(archive.fileCount == 1 ? "file" : "files")")) }
                dt { visit.say(Phrase("打包时间", "Built on")) }
                dd { Dates.plain(archive.builtAt.day(in: .china), visit.language) }
                dt { "SHA-256" }
                dd { code { archive.digest.text } }
                dt { visit.say(Phrase("签名密钥", "Signed with")) }
                dd { PackPart.key(archive, visit) }
            }
            p { a(.class("button"), .href(.within("\(path)/archive"))) { visit.say(Phrase("下载检查", "Fetch it and look")) } }
        }
    }

    @HTMLBuilder private var button: HTML {
        if let problem = page.plan.problem {
            p(.class("meta")) { visit.say(problem.phrase) }
        } else if page.archive == nil || !isCurrent || page.build?.problem != nil {
            p { visit.say(Phrase("把内容、清单和离线浏览页做成一个签名的文件，可拷贝、校验、修复。", "Makes one signed file of the contents, their list and pages to read them offline: it can be copied, checked and mended.")) }
            visit.postButton(page.archive == nil ? Phrase("打包", "Build the pack") : Phrase("重新打包", "Build it again"), posts: "\(path)/build")
        }
    }
}
