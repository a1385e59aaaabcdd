package import Kernel

/// A photograph or drawing that somebody handed in, read and found to be one. It keeps its pixels, its colours and which way is up;
/// the place, the time, the device and the names that cameras and programs write into it are left out.
package struct Picture: Sendable, Hashable {
    package enum Format: String, Sendable {
        case jpeg, png
        package var mediaType: String { "image/" + rawValue }
    }

    package let format: Format
    package let bytes: [UInt8]
    package let width: Int
    package let height: Int

    package static let mostBytes = 5 << 20
    static let longestSide = 12_000
    /// What a form's field of a picture takes.
    package static let accept = "image/jpeg,image/png"

    /// Reads what came. Refuses, by the field's name, what is too large, is no JPEG or PNG whatever its name says, or is cut off.
    package init(_ bytes: [UInt8], field: String) throws(Refusal) {
        guard bytes.count <= Self.mostBytes else {
            throw Refusal(
                .invalid, "picture-large", "图片大于 5 MB。请缩小后再上传。", "The picture is larger than 5 MB. Make it smaller and send it again.", field: field)
        }
        let read: BarePicture?
        if bytes.starts(with: JPEGReader.mark) {
            format = .jpeg
            read = JPEGReader.bare(bytes)
        } else if bytes.starts(with: PNGReader.mark) {
            format = .png
            read = PNGReader.bare(bytes)
        } else {
            throw Refusal(
                .invalid, "picture-format", "这个文件不是 JPEG 或 PNG 图片。请另存为其中一种再上传。",
                "This file is neither a JPEG nor a PNG picture. Save it as one of them and send it again.", field: field)
        }
        guard let read else {
            throw Refusal(
                .invalid, "picture-broken", "图片不完整或已损坏，无法读取。请重新导出后再上传。",
                "The picture is cut off or damaged and cannot be read. Export it anew and send it again.", field: field)
        }
        guard (1...Self.longestSide).contains(read.width), (1...Self.longestSide).contains(read.height) else {
            throw Refusal(
                .invalid, "picture-size", "图片为 \(read.width)×\(read.height) 像素，每边最多 \(Self.longestSide) 像素。请缩小后再上传。",
                "The picture has \(read.width)×\(read.height) pixels; \(Self.longestSide) a side at most. Make it smaller and send it again.", field: field)
        }
        (self.bytes, width, height) = (read.bytes, read.width, read.height)
    }
}

/// What a reader found: the picture without what it told of its maker.
struct BarePicture {
    var bytes: [UInt8]
    var width = 0
    var height = 0
}
