import CExpat
import Kernel

/// What happens while an XML part is read. Names come without their prefix.
protocol XMLHandler: AnyObject {
    func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) throws(FormatProblem)
    func end(_ name: UnsafePointer<CChar>) throws(FormatProblem)
    func text(_ bytes: UnsafeRawBufferPointer) throws(FormatProblem)
}

/// Pushes a part through expat, chunk by chunk.
///
/// Foundation's XMLParser is not used: it drops entities silently and cannot be trusted on large sheets. Any DOCTYPE stops the
/// reading, so there are no entities but the five of XML; so does a tag that is longer, or nested deeper, than any of a spreadsheet.
final class XMLPump {
    private let parser: OpaquePointer
    private let source: ZipPart
    private let handler: any XMLHandler
    private var problem: FormatProblem?
    private var fed: Int64 = 0
    private var depth = 0
    private(set) var isAtEnd = false
    private var chunk = [UInt8](repeating: 0, count: 65_536)

    /// How much of the part has been read, from 0 to 1.
    var share: Double? { source.share }

    /// The longest tag, comment or instruction.
    private static let longestToken: Int64 = 1 << 20
    private static let deepest = 100

    init(_ source: ZipPart, _ handler: any XMLHandler) throws(FormatProblem) {
        guard let parser = XML_ParserCreate(nil) else { throw .damagedArchive }
        (self.parser, self.source, self.handler) = (parser, source, handler)
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { pump, name, attributes in
                guard let name, let attributes else { return }
                XMLPump.of(pump)?.start(name, XMLAttributes(attributes))
            },
            { pump, name in
                guard let name else { return }
                XMLPump.of(pump)?.end(name)
            })
        XML_SetCharacterDataHandler(parser) { pump, text, count in
            XMLPump.of(pump)?.text(UnsafeRawBufferPointer(start: text, count: Int(count)))
        }
        XML_SetStartDoctypeDeclHandler(parser) { pump, _, _, _, _ in
            XMLPump.of(pump)?.refuseDoctype()
        }
    }

    deinit { XML_ParserFree(parser) }

    /// Reads the part to its end.
    func run() throws(FormatProblem) {
        while !isAtEnd { try step() }
    }

    /// Reads one chunk. The handler's own problem is thrown as it is.
    func step() throws(FormatProblem) {
        if let problem { throw problem }
        let count = try source.fill(into: &chunk)
        isAtEnd = count == 0
        fed += Int64(count)
        let status = chunk.withUnsafeBytes { bytes in
            XML_Parse(parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(count), isAtEnd ? 1 : 0)
        }
        if let problem { throw problem }
        guard status == XML_STATUS_OK else { throw broken }
        if !isAtEnd, fed - Int64(XML_GetCurrentByteIndex(parser)) > Self.longestToken { throw stop(tooLong) }
    }

    private static func of(_ pointer: UnsafeMutableRawPointer?) -> XMLPump? {
        pointer.map { Unmanaged<XMLPump>.fromOpaque($0).takeUnretainedValue() }
    }

    private func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
        guard problem == nil else { return }
        depth += 1
        do throws(FormatProblem) {
            guard depth <= Self.deepest else { throw tooLong }
            try handler.start(name.withoutPrefix, attributes)
        } catch {
            _ = stop(error)
        }
    }

    private func end(_ name: UnsafePointer<CChar>) {
        guard problem == nil else { return }
        depth -= 1
        do throws(FormatProblem) { try handler.end(name.withoutPrefix) } catch { _ = stop(error) }
    }

    private func text(_ bytes: UnsafeRawBufferPointer) {
        guard problem == nil else { return }
        do throws(FormatProblem) { try handler.text(bytes) } catch { _ = stop(error) }
    }

    private func refuseDoctype() {
        _ = stop(
            FormatProblem(
                .doctype,
                Phrase(
                    "表格内部含有 DOCTYPE 声明（可能夹带实体攻击），不予读取。请用表格软件重新保存。",
                    "The spreadsheet holds a DOCTYPE declaration (a way to attack by entities); it is not read. Save it again with a spreadsheet program."
                ),
                field: source.name))
    }

    private func stop(_ error: FormatProblem) -> FormatProblem {
        if problem == nil {
            problem = error
            XML_StopParser(parser, 0)
        }
        return error
    }

    private var broken: FormatProblem {
        FormatProblem(
            .archive,
            Phrase("表格内部的 XML 有错，读不下去。请用表格软件重新保存。", "The XML inside the spreadsheet is broken. Save it again with a spreadsheet program."),
            field: source.name)
    }

    private var tooLong: FormatProblem {
        FormatProblem(
            .tooLarge,
            Phrase("表格内部有一个过长或套得过深的标签，不予读取。", "A tag inside the spreadsheet is too long or nested too deep; it is not read."), field: source.name)
    }
}
