import Kernel

/// A page of a paper as a picture that is drawn anew: whoever looks at it is sent none of the paper's own bytes.
package enum PagePicture {
    /// The longer side, in pixels.
    static let side = 1400
    package static let mediaType = "image/png"

    /// PNG of one page, from 1. Refuses a page that there is not or that cannot be drawn within the limits.
    package static func of(_ file: StoredFile, page: Int) async throws -> [UInt8] {
        guard page >= 1, page <= Document.mostPages else { throw Refusal.noPage }
        let ending = try await program(file, page).run(over: file.bytes)
        guard ending.status == 0, ending.output.starts(with: PNGReader.mark) else { throw Refusal.noPage }
        return ending.output
    }

    private static func program(_ file: StoredFile, _ page: Int) -> BoundedProgram {
        guard file.mediaType == Document.Kind.pdf.mediaType else {
            return BoundedProgram(name: "gdk-pixbuf-thumbnailer", arguments: ["-s", String(side), BoundedProgram.input, BoundedProgram.output])
        }
        let arguments = ["-png", "-singlefile", "-f", String(page), "-l", String(page), "-scale-to", String(side), BoundedProgram.input]
        return BoundedProgram(name: "pdftoppm", arguments: arguments)
    }
}

extension Refusal {
    fileprivate static let noPage = Refusal(
        .notFound, "page-not-drawn", "没有这一页，或这一页无法绘出。可以下载原文件查看。", "There is no such page, or it cannot be drawn. Download the file to see it.")
}
