products-title = Products
products-add = Add product
products-new = New product
products-edit = Product
products-name = Name
products-price = Price
products-currency = Currency
products-added = The product is in the catalogue.
products-saved = Saved
products-empty = No products yet
products-empty-text = Products you add here can be chosen in deals.

error-products-price = This is not a price. Write it like 1234.50.
error-products-currency = A currency is a code of three letters, such as EUR.
error-products-taken = There is a product of this name already.
