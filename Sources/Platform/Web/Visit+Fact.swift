package import Kernel
package import Markup

extension Visit {
    /// One line of a list of facts (`dl`): nothing where nothing is known of it.
    package func fact(_ title: Phrase, _ value: String?) -> HTML {
        guard let value, !value.isEmpty else { return HTML {} }
        return fact(title) { value }
    }

    package func fact(_ title: Phrase, _ value: HTML) -> HTML { fact(title) { value } }

    package func fact(_ title: Phrase, @HTMLBuilder _ content: () -> HTML) -> HTML {
        HTML {
            dt { say(title) }
            dd { content() }
        }
    }
}
