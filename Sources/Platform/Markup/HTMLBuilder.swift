/// Collects the pieces of a block: markup as it is, strings escaped. Deliberately no more than these overloads: that is what
/// keeps compiling fast and the compiler's messages exact.
@resultBuilder
package enum HTMLBuilder {
    package static func buildExpression(_ markup: HTML) -> HTML { markup }
    package static func buildExpression(_ text: String) -> HTML { HTML(text: text) }
    package static func buildBlock(_ pieces: HTML...) -> HTML { pieces.count == 1 ? pieces[0] : HTML(pieces) }
    package static func buildOptional(_ piece: HTML?) -> HTML { piece ?? HTML() }
    package static func buildEither(first piece: HTML) -> HTML { piece }
    package static func buildEither(second piece: HTML) -> HTML { piece }
    package static func buildArray(_ pieces: [HTML]) -> HTML { HTML(pieces) }
}
