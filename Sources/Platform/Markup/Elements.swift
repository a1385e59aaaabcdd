// The elements of HTML, one function each, all of one form: attributes, then content. Left out are the one-letter ones (but
// `a` and `p`), those that load or run foreign code, and those no page of ours needs. Inside a type that has a member of the
// same name (`label`, `summary`, `time` …) write `Markup.label { … }`.

// The frame of a page.
package func html(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("html", attributes, content) }
package func head(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("head", attributes, content) }
package func title(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("title", attributes, content) }
package func body(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("body", attributes, content) }
package func noscript(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("noscript", attributes, content) }
package func template(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("template", attributes, content) }

// Parts.
package func main(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("main", attributes, content) }
package func header(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("header", attributes, content) }
package func footer(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("footer", attributes, content) }
package func nav(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("nav", attributes, content) }
package func section(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("section", attributes, content) }
package func article(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("article", attributes, content) }
package func aside(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("aside", attributes, content) }
package func search(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("search", attributes, content) }
package func address(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("address", attributes, content) }
package func hgroup(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("hgroup", attributes, content) }
package func h1(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("h1", attributes, content) }
package func h2(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("h2", attributes, content) }
package func h3(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("h3", attributes, content) }
package func h4(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("h4", attributes, content) }
package func h5(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("h5", attributes, content) }
package func h6(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("h6", attributes, content) }
package func div(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("div", attributes, content) }

// Text.
package func p(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("p", attributes, content) }
package func span(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("span", attributes, content) }
package func a(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("a", attributes, content) }
package func strong(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("strong", attributes, content) }
package func em(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("em", attributes, content) }
package func small(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("small", attributes, content) }
package func mark(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("mark", attributes, content) }
package func abbr(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("abbr", attributes, content) }
package func cite(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("cite", attributes, content) }
package func code(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("code", attributes, content) }
package func kbd(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("kbd", attributes, content) }
package func samp(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("samp", attributes, content) }
package func pre(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { preformatted("pre", attributes, content) }
package func blockquote(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("blockquote", attributes, content) }
package func sub(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("sub", attributes, content) }
package func sup(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("sup", attributes, content) }
package func del(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("del", attributes, content) }
package func ins(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("ins", attributes, content) }
package func dfn(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("dfn", attributes, content) }
package func bdi(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("bdi", attributes, content) }
package func bdo(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("bdo", attributes, content) }
package func ruby(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("ruby", attributes, content) }
package func rt(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("rt", attributes, content) }
package func rp(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("rp", attributes, content) }
package func time(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("time", attributes, content) }

// Lists.
package func ul(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("ul", attributes, content) }
package func ol(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("ol", attributes, content) }
package func li(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("li", attributes, content) }
package func menu(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("menu", attributes, content) }
package func dl(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("dl", attributes, content) }
package func dt(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("dt", attributes, content) }
package func dd(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("dd", attributes, content) }

// Pictures and sound.
package func figure(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("figure", attributes, content) }
package func figcaption(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("figcaption", attributes, content) }
package func picture(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("picture", attributes, content) }
package func audio(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("audio", attributes, content) }
package func video(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("video", attributes, content) }

// Tables.
package func table(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("table", attributes, content) }
package func caption(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("caption", attributes, content) }
package func colgroup(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("colgroup", attributes, content) }
package func thead(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("thead", attributes, content) }
package func tbody(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("tbody", attributes, content) }
package func tfoot(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("tfoot", attributes, content) }
package func tr(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("tr", attributes, content) }
package func th(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("th", attributes, content) }
package func td(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML { element("td", attributes, content) }
