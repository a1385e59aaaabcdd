import Kernel
import Markup

/// The pages with which a pack is looked at: they open from the folder by double-click, without a network, without scripts.
struct PackViewer {
    struct Page {
        let path: String
        let title: Phrase
        let bytes: [UInt8]
    }

    let pages: [Page]

    /// - Parameter texts: of each file of the manifest, where it is a short text.
    init(_ manifest: PackManifest, texts: [String?]) {
        pages = [
            Page(path: ViewerPage.path(.zh), title: Phrase("浏览页（中文）", "Viewer (Chinese)"), bytes: ViewerPage(manifest, texts, .zh).html.bytes),
            Page(path: ViewerPage.path(.en), title: Phrase("浏览页（英文）", "Viewer (English)"), bytes: ViewerPage(manifest, texts, .en).html.bytes),
            Page(path: "README.txt", title: Phrase("使用说明", "How to use this pack"), bytes: ViewerReadme(manifest).bytes),
            Page(path: "viewer/viewer.css", title: Phrase("浏览页样式", "Style of the viewer"), bytes: Array(ViewerStyle.css.utf8)),
        ]
    }
}
