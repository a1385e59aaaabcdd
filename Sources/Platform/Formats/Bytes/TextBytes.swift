import Kernel

/// A text file as UTF-8, whichever of the two encodings of China's offices it is in.
///
/// Excel in China writes CSV in GB18030 and says so nowhere. A text of any length in that encoding that holds one Chinese
/// character is hardly ever valid UTF-8, so the file is read once to the end: valid UTF-8 is taken as it is, else valid GB18030
/// is transcoded while it streams, else it is refused with the line where UTF-8 breaks.
enum TextBytes {
    static func open(path: String) throws(FormatProblem) -> any ByteSupply {
        let file = try FileBytes(path: path)
        let start = try file.start(2)
        if start == [0xFF, 0xFE] || start == [0xFE, 0xFF] {
            throw FormatProblem(
                .encoding,
                Phrase(
                    "文件是 UTF-16 编码。请另存为“CSV UTF-8（逗号分隔）”。",
                    "The file is in UTF-16. Save it as “CSV UTF-8 (comma delimited)”."), line: 1)
        }
        guard let broken = try brokenLine(of: file) else { return try FileBytes(path: path) }
        let check = try GB18030Bytes(FileBytes(path: path))
        do throws(FormatProblem) {
            try drain(check)
        } catch  where error.code == .encoding {
            throw .badText(line: broken)
        }
        return try GB18030Bytes(FileBytes(path: path))
    }

    /// The first line that is not UTF-8, or nil.
    private static func brokenLine(of file: FileBytes) throws(FormatProblem) -> Int? {
        var check = UTF8Check()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = try file.fill(into: &buffer)
            if count == 0 { return check.isComplete ? nil : check.line }
            if !buffer.withUnsafeBytes({ check.take(UnsafeRawBufferPointer(rebasing: $0[..<count])) }) { return check.line }
        }
    }

    private static func drain(_ supply: any ByteSupply) throws(FormatProblem) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while try supply.fill(into: &buffer) > 0 {}
    }
}

extension ByteSupply {
    /// Fills an array from its start; says how many bytes came.
    func fill(into buffer: inout [UInt8]) throws(FormatProblem) -> Int {
        let filled: Result<Int, FormatProblem> = buffer.withUnsafeMutableBytes { bytes in
            do throws(FormatProblem) { return .success(try fill(bytes)) } catch { return .failure(error) }
        }
        return try filled.get()
    }
}

extension FormatProblem {
    /// The bytes of this line are not the text that they should be.
    static func badText(line: Int) -> FormatProblem {
        FormatProblem(
            .encoding,
            Phrase("这一行不是有效的 UTF-8 文字（也不是 GB18030）。请另存为 UTF-8 后再导入。", "This line is not valid UTF-8 (nor GB18030). Save the file as UTF-8."),
            line: line)
    }
}
