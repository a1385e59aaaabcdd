package import Kernel

extension Refusal {
    static let uploadGone = Refusal(
        .notFound, "upload-gone", "没有这个上传，可能已经完成、取消，或超过 \(FileUpload.days) 天没有继续。请重新选择文件上传。",
        "There is no such upload: it may be finished, taken back, or was left alone for more than \(FileUpload.days) days. Choose the file again.")

    static func uploadLarge(_ most: Int64) -> Refusal {
        Refusal(
            .tooLarge, "upload-large", "文件大于 \(most >> 20) MB，不能在网页上传。请压缩、拆分，或请管理员用命令行导入。",
            "The file is larger than \(most >> 20) MB, the most that is taken over the web. Make it smaller, send it in parts, or let an administrator bring it in by the command line.",
            field: "file")
    }

    static func uploadsMany(_ most: Int) -> Refusal {
        Refusal(
            .conflict, "uploads-many", "你已有 \(most) 个没有完成的上传。请先完成或取消其中一些。",
            "You have \(most) uploads that are not finished. Finish or cancel some of them first.", field: "file")
    }

    static func uploadsTogether(_ most: Int64) -> Refusal {
        Refusal(
            .conflict, "uploads-together", "你没有完成的上传加上这个文件超过 \(most >> 20) MB。请先完成或取消其中一些。",
            "Your unfinished uploads and this file are more than \(most >> 20) MB together. Finish or cancel some of them first.", field: "file")
    }

    package static func uploadUnfinished(_ upload: FileUpload) -> Refusal {
        Refusal(
            .conflict, "upload-unfinished", "文件还没有传完：共 \(upload.byteCount) 字节，已收到 \(upload.received) 字节。请接着上传。",
            "The file is not here yet: \(upload.received) of \(upload.byteCount) bytes. Let the upload go on.", field: "file")
    }

    static let pieceLarge = Refusal(
        .tooLarge, "piece-large", "一次最多发送 \(FileUpload.pieceBytes >> 20) MB。请分成更小的片段。",
        "At most \(FileUpload.pieceBytes >> 20) MB are taken at once. Send smaller pieces.")

    static func pieceBeyond(_ upload: FileUpload) -> Refusal {
        Refusal(
            .invalid, "piece-beyond", "片段超出了文件的长度（\(upload.byteCount) 字节），没有保存。请从第 \(upload.received) 字节继续。",
            "The piece goes beyond the file's \(upload.byteCount) bytes; it was not kept. Go on from byte \(upload.received).")
    }

    static let pieceOther = Refusal(
        .conflict, "piece-other", "这个片段与之前收到的内容不同：可能换了一个文件。请取消后重新上传。",
        "This piece differs from what came before: it may be of another file. Cancel the upload and begin again.")

    static let pieceAltered = Refusal(
        .invalid, "piece-altered", "片段在途中变了，与它的校验值不符，没有保存。请再发送一次。",
        "The piece changed on its way and is not what its digest says; it was not kept. Send it again.")

    static let uploadOther = Refusal(
        .invalid, "upload-other", "收到的内容与开始上传时说的不是同一个文件，没有保存。请重新选择文件上传。",
        "What came is not the file that was promised; nothing was kept. Choose the file and send it again.", field: "file")
}

extension ShelfError {
    /// A part is shorter than what was noted of it: somebody else was in the folder.
    static func lostPart(_ path: String) -> ShelfError { .other(code: 0, "shorter than was noted: \(path)") }
}
