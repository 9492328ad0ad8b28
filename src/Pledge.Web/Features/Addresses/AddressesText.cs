namespace Pledge.Web.Features.Addresses;

/// <summary>Names the words of the pages about addresses: <c>AddressesText.resx</c>.</summary>
public sealed class AddressesText;
