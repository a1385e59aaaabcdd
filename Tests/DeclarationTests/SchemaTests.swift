import Declaration
import Kernel
import Testing

@Suite("The schema, and canonical JSON")
struct SchemaTests {
    @Test("says what the shapes say")
    func schema() throws {
        let schema = Toy.declarations.jsonSchema
        let venue = try #require(schema["properties"]?["venues"]?["items"])
        #expect(venue["required"] == ["key", "name"].declaredValue)
        #expect(venue["additionalProperties"] == .boolean(false))
        #expect(venue["properties"]?["status"]?["default"] == .text("operating"))
        #expect(venue["properties"]?["status"]?["enum"] == ["planned", "operating", "closed"].declaredValue)
        #expect(venue["properties"]?["latitude"]?["maximum"] == .real(90))
        #expect(schema["properties"]?["notices"]?["items"]?["additionalProperties"] == .boolean(true))
        #expect(DeclaredValue(json: schema.prettyJSON) == schema)
    }

    @Test("JSON is read as it was written")
    func json() throws {
        let value = DeclaredValue.record([
            "b": .list([.null, .boolean(true), .integer(-5), .real(1), .real(1e-9), .text("\"\\\n\t\u{1}é👩‍🔬\u{2028}")]), "a": .record([:]),
            "": .list([]),
        ])
        #expect(value.json.hasPrefix("{\"\":[],\"a\":{},\"b\":[null,true,-5,1.0,1e-09,\"\\\"\\\\\\n\\t\\u0001"))
        #expect(DeclaredValue(json: value.json) == value)
        #expect(DeclaredValue(json: "{\"a\": \"\\ud83d\\ude00\"}")?["a"]?.text == "😀")
        for wrong in ["", "{", "[1,]", "{\"a\"}", "nul", "01", "\"a", "[1] x", String(repeating: "[", count: 100_000)] {
            #expect(DeclaredValue(json: wrong) == nil)
        }
    }
}
