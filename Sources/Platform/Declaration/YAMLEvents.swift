// The C parser that comes with Yams. Its events are read here rather than Yams' composed nodes, because a composed node no longer
// knows that it was an alias, names a mapping rather than the line of a duplicate key, and is built by unbounded recursion.
import CYaml

/// The events of one YAML document, pulled one by one.
final class YAMLEvents {
    enum Event {
        case scalar(String, isPlain: Bool)
        case listStart
        case listEnd
        case mappingStart
        case mappingEnd
        case documentEnd
        /// A second document, an alias, an anchor, a tag.
        case refused(Refused)
        case streamEnd
    }

    enum Refused { case alias, anchor, tag, secondDocument }

    /// What libyaml could not read.
    struct SyntaxError: Error {
        /// In libyaml's words; nil when it gave up on the nesting, 1,000 levels deep.
        let problem: String?
        let place: DeclaredNode.Place
        /// The bytes themselves are none of UTF-8.
        var isEncoding = false
    }

    private let bytes: [UInt8]
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutablePointer<UInt8>
    private var documents = 0
    /// Where the last event began.
    private(set) var place = DeclaredNode.Place.start

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        input = .allocate(capacity: max(1, bytes.count))
        input.initialize(from: bytes, count: bytes.count)
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        yaml_parser_initialize(parser)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    func next() throws(SyntaxError) -> Event {
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxError() }
            defer { yaml_event_delete(&event) }
            place = Self.place(event.start_mark)
            if let event = meaning(of: event) { return event }
        }
    }

    /// Nil for what says nothing: the start of the stream and of the one document.
    private func meaning(of event: yaml_event_t) -> Event? {
        switch event.type {
        case YAML_DOCUMENT_START_EVENT:
            documents += 1
            return documents > 1 ? .refused(.secondDocument) : nil
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_STREAM_END_EVENT: return .streamEnd
        case YAML_ALIAS_EVENT: return .refused(.alias)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            if let refused = refused(anchor: scalar.anchor, tag: scalar.tag) { return refused }
            var text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let isBlock = scalar.style == YAML_LITERAL_SCALAR_STYLE || scalar.style == YAML_FOLDED_SCALAR_STYLE
            if isBlock { while text.hasSuffix("\n") { text.removeLast() } }
            return .scalar(text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
        case YAML_SEQUENCE_START_EVENT:
            return refused(anchor: event.data.sequence_start.anchor, tag: event.data.sequence_start.tag) ?? .listStart
        case YAML_SEQUENCE_END_EVENT: return .listEnd
        case YAML_MAPPING_START_EVENT:
            return refused(anchor: event.data.mapping_start.anchor, tag: event.data.mapping_start.tag) ?? .mappingStart
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        default: return nil
        }
    }

    private func refused(anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?) -> Event? {
        anchor != nil ? .refused(.anchor) : tag != nil ? .refused(.tag) : nil
    }

    private static func place(_ mark: yaml_mark_t) -> DeclaredNode.Place {
        DeclaredNode.Place(line: Int(mark.line) + 1, column: Int(mark.column) + 1, offset: Int(mark.index))
    }

    private func syntaxError() -> SyntaxError {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "unreadable"
        guard parser.pointee.error != YAML_MEMORY_ERROR, !problem.hasPrefix("Maximum nesting level") else {
            return SyntaxError(problem: nil, place: Self.place(parser.pointee.mark))
        }
        guard parser.pointee.error == YAML_READER_ERROR else { return SyntaxError(problem: problem, place: Self.place(parser.pointee.problem_mark)) }
        // The reader knows only how many bytes it had read.
        let before = bytes.prefix(Int(parser.pointee.problem_offset))
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let column = before.count - (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1)
        let isEncoding = problem.contains("octet") || problem.contains("UTF-8")
        return SyntaxError(problem: problem, place: .init(line: line, column: column, offset: 0), isEncoding: isEncoding)
    }
}
