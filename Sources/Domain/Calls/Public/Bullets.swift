import Markup

/// A list in running text, with its marks.
func bullets(@HTMLBuilder _ items: () -> HTML) -> HTML { div(.class("prose")) { ul { items() } } }
